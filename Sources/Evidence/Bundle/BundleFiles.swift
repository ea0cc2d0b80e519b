import Foundation
import TextDocuments

/// A bundle in memory: its files by their path below its root.
///
/// Read once and then only from memory, so that what was digested is what is replayed and judged.
package struct BundleFiles: Sendable {
    /// More files than this is no bundle.
    static let countLimit = 10_000
    /// Bytes held at most.
    static let sizeLimit = 512 << 20

    /// How messages call the bundle: its path.
    package let name: String
    /// What lies in it besides files, a line each: no bundle has links, devices or empty folders.
    package private(set) var strangers: [String] = []
    private var files: [String: [UInt8]] = [:]
    private var size = 0

    package init(name: String) {
        self.name = name
    }

    package subscript(path: String) -> [UInt8]? { files[path] }

    /// All paths, sorted.
    package var paths: [String] { files.keys.sorted() }

    /// The paths of the recordings of checks, sorted.
    package var checkRecordings: [String] {
        paths.filter { $0.hasPrefix(BundlePath.checks + "/") && $0.hasSuffix(".jsonl") }
    }

    /// The paths of the recordings, sorted.
    package var recordings: [String] {
        paths.filter { $0.hasPrefix(BundlePath.recordings + "/") && $0.hasSuffix(".jsonl") }
    }

    /// Adds a file, or puts another in its place.
    ///
    /// - Throws: ``EvidenceError`` for a path that would leave the bundle, and when there is too much of it.
    package mutating func add(_ path: String, _ bytes: [UInt8]) throws(EvidenceError) {
        guard BundlePath.isValid(path) else {
            throw EvidenceError(
                .malformed,
                path: name,
                "\"\(path)\" is no name for a file of a bundle",
                remedy: "names have at most \(BundlePath.limit) bytes, and neither `..` nor control characters"
            )
        }
        size += bytes.count - (files[path]?.count ?? 0)
        files[path] = bytes
        guard files.count <= Self.countLimit, size <= Self.sizeLimit else {
            throw EvidenceError(.tooLarge, path: name, "larger than any bundle is")
        }
    }

    /// Notes something that belongs into no bundle.
    mutating func addStranger(_ path: String, _ what: String) {
        // Whoever fills a folder with links gets no longer a list for it.
        if strangers.count < Self.countLimit { strangers.append("\(path): \(what), which no bundle has") }
    }

    /// Notes a folder with nothing in it, unless it is the one in which a bench without devices left no recordings.
    mutating func addEmptyFolder(_ path: String) {
        guard path != BundlePath.recordings else { return }
        addStranger("\(path)/", "an empty folder")
    }

    /// The file of that name.
    ///
    /// - Throws: ``EvidenceError`` when the bundle has none.
    package func required(_ path: String) throws(EvidenceError) -> [UInt8] {
        guard let bytes = files[path] else { throw EvidenceError(.malformed, path: "\(name)/\(path)", "is missing") }
        return bytes
    }
}

extension BundleFiles {
    /// Reads a folder, or a tar archive of one.
    ///
    /// Links, devices and empty folders are no files: they are noted, and never followed.
    ///
    /// - Throws: ``EvidenceError`` for what is neither.
    package init(reading path: String) throws(EvidenceError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw EvidenceError(.missing, path: path, "no such bundle")
        }
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        self.init(name: trimmed)
        if isFolder.boolValue {
            try read(folder: trimmed, below: "", depth: 1)
        } else {
            self = try TarArchive.read(Self.bytes(of: trimmed, limit: Self.sizeLimit * 2), name: trimmed)
        }
    }

    private mutating func read(folder: String, below prefix: String, depth: Int) throws(EvidenceError) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw EvidenceError(.inputOutput, path: folder, "the folder cannot be read")
        }
        if names.isEmpty, !prefix.isEmpty { addEmptyFolder(String(prefix.dropLast())) }
        for name in names.sorted() {
            let file = "\(folder)/\(name)"
            let attributes = try? FileManager.default.attributesOfItem(atPath: file)
            switch attributes?[.type] as? FileAttributeType {
            case .typeRegular?: try add(prefix + name, Self.bytes(of: file, limit: Self.sizeLimit))
            case .typeDirectory? where depth < BundlePath.depthLimit:
                try read(folder: file, below: "\(prefix)\(name)/", depth: depth + 1)
            case .typeDirectory?: addStranger(prefix + name, "a folder this deep")
            case .typeSymbolicLink?: addStranger(prefix + name, "a symbolic link")
            default: addStranger(prefix + name, "something that is neither a file nor a folder")
            }
        }
    }

    private static func bytes(of path: String, limit: Int) throws(EvidenceError) -> [UInt8] {
        do throws(WholeFile.Failure) {
            return try WholeFile.bytes(at: path, limit: limit)
        } catch {
            guard error.step == .measuring else { throw EvidenceError(.inputOutput, path: path, "cannot be read") }
            throw EvidenceError(.tooLarge, path: path, "larger than any bundle is")
        }
    }
}

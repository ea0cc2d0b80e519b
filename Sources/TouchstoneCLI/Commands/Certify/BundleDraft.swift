import Evidence
import Foundation
import Glibc

/// The bundle that a certification leaves: whole under its name, or not at all.
///
/// It grows as a folder under a temporary name beside the final one. When everything in it is on the disk it is renamed, or
/// packed into an archive that is.
struct BundleDraft {
    private let path: String
    private let draft: String
    private var isArchive: Bool { path.hasSuffix(".tar") }

    /// Begins a draft.
    ///
    /// - Throws: `CommandFailure` when something has that name already, or nothing can be written there.
    init(_ path: String) throws {
        let path = PathName.withoutTrailingSlashes(path)
        self.path = path
        guard !FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(
                code: "exists",
                message: "\(path): is there already, and a certification is never overwritten",
                remedy: "choose another folder with --output, or move this one away",
                status: .inputOutput
            )
        }
        // The archive grows beside it, under a temporary name of its own.
        draft = path.hasSuffix(".tar") ? "\(path).files.incomplete-\(getpid())" : "\(path).incomplete-\(getpid())"
        try OutputFolder.make(recordings)
    }

    /// Where recordings go while the certification runs.
    var recordings: String { "\(draft)/recordings" }

    /// Where recordings of checks go.
    var checks: String { "\(draft)/\(BundlePath.checks)" }

    /// The recordings that were made, by their file names.
    func madeRecordings() throws -> [(name: String, bytes: [UInt8])] {
        let names = try FileManager.default.contentsOfDirectory(atPath: recordings).sorted()
        return try names.map { ($0, try InputFile.bytes("\(recordings)/\($0)", called: "recording", limit: 256 << 20)) }
    }

    /// Gives the bundle its name, with everything that belongs into it.
    func finish(_ files: BundleFiles) throws {
        if isArchive {
            let folder = PathName(path).stem
            try NewFile.write(TarArchive.write(files, folder: folder), to: path)
            return abandon()
        }
        if files.paths.contains(where: { $0.hasPrefix("\(BundlePath.checks)/") }) { try OutputFolder.make(checks) }
        for name in files.paths { try write(files[name] ?? [], to: name) }
        // A bench without devices has none.
        if rmdir(recordings) != 0 { try Self.synchronize(recordings) }
        try Self.synchronize(draft)
        guard rename(draft, path) == 0 else {
            throw CommandFailure.file(path, "the folder cannot be renamed: \(String(cString: strerror(errno)))")
        }
        try Self.synchronize(PathName(path).folder)
    }

    /// Writes one file and brings it to the disk; a recording that was made here is there already.
    private func write(_ bytes: [UInt8], to name: String) throws {
        let file = "\(draft)/\(name)"
        do {
            if !FileManager.default.fileExists(atPath: file) { try Data(bytes).write(to: URL(fileURLWithPath: file)) }
            try Self.synchronize(file)
        } catch {
            throw CommandFailure.file(file, "cannot be written: \(error.localizedDescription)")
        }
    }

    /// Removes the draft of a certification that did not come to its end.
    func abandon() {
        try? FileManager.default.removeItem(atPath: draft)
    }

    private static func synchronize(_ path: String) throws {
        let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CommandFailure.file(path, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            throw CommandFailure.file(path, String(cString: strerror(errno)))
        }
    }
}

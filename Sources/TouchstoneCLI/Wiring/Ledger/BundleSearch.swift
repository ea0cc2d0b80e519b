import Evidence
import Foundation
import Glibc

/// The bundles in a folder and those below it.
enum BundleSearch {
    /// Deeper than any archive; a loop of links ends here.
    private static let depthLimit = 16

    /// The bundles that somebody named, and those below folders that somebody named; each once, however often it was named.
    ///
    /// A file that is named is taken for a bundle, whatever it is called: reading it shows what is wrong with it.
    ///
    /// - Throws: `CommandFailure` when there is nothing of a name, or no bundle in a folder.
    static func named(_ names: [String]) throws -> [String] {
        var seen: Set<String> = []
        return try names.flatMap(bundles).filter { seen.insert(Self.canonical($0)).inserted }
    }

    private static func bundles(of name: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) else {
            throw CommandFailure(code: "no-such-file", message: "\(name): no such bundle or archive", status: .noInput)
        }
        guard isFolder.boolValue else { return [name] }
        let found = paths(below: name)
        guard !found.isEmpty else {
            throw CommandFailure(
                code: "no-such-file",
                message: "no bundle in \(name)",
                remedy: "a bundle is a folder with a manifest.json, or a tar archive of one",
                status: .noInput
            )
        }
        return found
    }

    /// One name for a place that may be named in several ways.
    private static func canonical(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The paths of the bundles, sorted: folders that have a manifest, and tar archives; none where there is no such folder.
    ///
    /// A bundle itself is its own one. What is being made (`….incomplete-…`) is none.
    static func paths(below path: String) -> [String] { find(path, depth: 0).sorted() }

    private static func find(_ path: String, depth: Int) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
        guard isFolder.boolValue else { return path.hasSuffix(".tar") ? [path] : [] }
        if FileManager.default.fileExists(atPath: "\(path)/\(BundlePath.manifest)") { return [path] }
        guard depth < depthLimit, let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            return []
        }
        return names.filter { !$0.contains(".incomplete-") }.flatMap { find("\(path)/\($0)", depth: depth + 1) }
    }
}

import Evidence
import Foundation

/// The bundles in a folder and those below it.
enum BundleSearch {
    /// Deeper than any archive; a loop of links ends here.
    private static let depthLimit = 16

    /// The paths of the bundles, sorted: folders that have a manifest, and tar archives.
    ///
    /// A bundle itself is its own one. What is being made (`….incomplete-…`) is none.
    ///
    /// - Throws: `CommandFailure` when there is nothing of that name.
    static func paths(below path: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(code: "no-such-file", message: "\(path): no such archive", status: .noInput)
        }
        return find(path, depth: 0).sorted()
    }

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

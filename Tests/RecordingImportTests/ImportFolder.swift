import Foundation

/// A folder that is gone when the test is over.
final class ImportFolder {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("import-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var recording: String { "\(path)/a.jsonl" }

    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path) }
}

import Foundation

/// A folder that is gone when the test is over.
final class TemporaryFolder {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("recording-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String = "a.jsonl") -> String { "\(path)/\(name)" }

    func text(_ name: String = "a.jsonl") throws -> String {
        try String(contentsOfFile: file(name), encoding: .utf8)
    }

    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    func lines(_ name: String = "a.jsonl") throws -> [String] {
        try text(name).split(separator: "\n").map(String.init)
    }

    /// Writes a file and returns its path.
    func write(_ bytes: some Sequence<UInt8>, to name: String = "b.jsonl") throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
        return file(name)
    }

    func write(_ text: String, to name: String = "b.jsonl") throws -> String {
        try write(text.utf8, to: name)
    }
}

import Foundation
import WireRecording

/// The recordings of one bench, a file for each device.
enum RecordingFolder {
    /// Reads one recording, or all of a folder in the order of their names.
    ///
    /// - Throws: `CommandFailure` when nothing is there, `RecordingError` when a file is no recording.
    static func recordings(at path: String) throws -> [RecordingOverview] {
        try paths(at: path).map { try RecordingOverview(reading: RecordingSource($0)) }
    }

    /// The file itself, or the recordings of a folder in the order of their names.
    ///
    /// - Throws: `CommandFailure` when nothing is there.
    static func paths(at path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandFailure(
                code: "no-such-file",
                message: "\(path): no such file or folder",
                remedy: "recordings are made with `touchstone record --output DIR`",
                status: .noInput
            )
        }
        guard isFolder.boolValue else { return [path] }
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
            .filter { $0.hasSuffix(RecordingName.suffix) }
            .sorted()
        guard !names.isEmpty else {
            throw CommandFailure(
                code: "no-recordings",
                message: "\(path): no recording (*\(RecordingName.suffix)) is in this folder",
                remedy: "recordings are made with `touchstone record --output DIR`",
                status: .noInput
            )
        }
        return names.map { "\(path)/\($0)" }
    }
}

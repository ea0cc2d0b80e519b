import Foundation
import WireRecording

/// The recordings of one bench, a file for each device.
enum RecordingFolder {
    /// Reads one recording, or all of a folder in the order of their names.
    ///
    /// - Throws: `CommandFailure` when nothing is there, `RecordingError` when a file is no recording.
    static func recordings(at path: String) throws -> [Recording] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandFailure(
                code: "no-such-file",
                message: "\(path): no such file or folder",
                remedy: "recordings are made with `touchstone record --output DIR`",
                status: .noInput
            )
        }
        guard isFolder.boolValue else { return [try Recording(reading: path)] }
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
        return try names.map { try Recording(reading: "\(path)/\($0)") }
    }
}

import Foundation
import TextDocuments

/// A file that the user named, read whole.
enum InputFile {
    /// Larger than any build, edition or policy; a wrong file is told from its size.
    private static let usualLimit = 8 << 20

    /// - Throws: `CommandFailure` with the path and the system's reason.
    static func bytes(_ path: String, called kind: String, limit: Int = usualLimit) throws -> [UInt8] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandFailure(code: "no-such-file", message: "\(path): no such \(kind)", status: .noInput)
        }
        guard !isFolder.boolValue else {
            throw CommandFailure(code: "no-such-file", message: "\(path): a folder, not a \(kind)", status: .noInput)
        }
        do throws(WholeFile.Failure) {
            return try WholeFile.bytes(at: path, limit: limit)
        } catch {
            switch error.step {
            case .opening: throw CommandFailure.refused(path, "cannot be opened", number: error.code)
            case .reading: throw CommandFailure.refused(path, "cannot be read", number: error.code)
            case .measuring:
                throw CommandFailure(
                    code: "bad-file",
                    message: "\(path): larger than \(limit >> 20) MiB, which no \(kind) is",
                    status: .badData
                )
            }
        }
    }
}

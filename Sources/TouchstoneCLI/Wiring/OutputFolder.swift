import Foundation

/// Folders that a command writes into.
enum OutputFolder {
    /// Makes a folder and those above it, for the user alone; one that is there already will do.
    ///
    /// - Throws: `CommandFailure` when the system refuses.
    static func make(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw CommandFailure.file(path, "the folder cannot be made: \(error.localizedDescription)")
        }
    }
}

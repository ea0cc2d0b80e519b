import Foundation
import Glibc

/// Folders that a command writes into.
enum OutputFolder {
    /// Makes a folder and those above it, for the user alone; one that is there already will do.
    ///
    /// - Throws: `CommandFailure` when the system refuses.
    static func make(_ path: String) throws {
        let parent = PathName(path).folder
        if !parent.isEmpty, parent != path, !FileManager.default.fileExists(atPath: parent) { try make(parent) }
        guard mkdir(path, 0o700) != 0 else { return }
        let reason = errno
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard reason == EEXIST, isThere, isFolder.boolValue else {
            throw CommandFailure.refused(path, "the folder cannot be made", number: reason)
        }
    }
}

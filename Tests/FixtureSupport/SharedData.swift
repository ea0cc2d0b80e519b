import Foundation

/// Reference material that lies beside the checkout and is too large, or not ours, to be kept in it.
///
/// Tests that use it are extra evidence, never the only tests of a thing, and skip with a reason where it is absent.
package enum SharedData {
    /// `../shared/data` as seen from the package, or `nil` when it is not there.
    package static let folder: String? = {
        let path = URL(fileURLWithPath: PackageRoot.path).deletingLastPathComponent().path + "/shared/data"
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue ? path : nil
    }()

    /// The contents of a file below ``folder``, or `nil` when the folder is not there.
    ///
    /// - Throws: What Foundation says about a file that cannot be read.
    package static func bytes(_ relative: String) throws -> [UInt8]? {
        try folder.map { try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\($0)/\(relative)"))) }
    }
}

import Glibc

/// Reference data that lies beside the repository on some machines and is no part of it.
///
/// A test that needs it is skipped with a reason elsewhere, and is never the only test of a thing.
package enum SharedData {
    /// `../shared/data` as seen from the package; `nil` where there is none.
    package static let folder: String? = {
        let path = "\(Fixtures.packageRoot)/../shared/data"
        return access(path, R_OK | X_OK) == 0 ? path : nil
    }()

    /// Whether the folder is there, for `.enabled(if:)`.
    package static var isPresent: Bool { folder != nil }

    /// The full path of something in the folder; `nil` where there is no folder.
    package static func path(_ relative: String) -> String? { folder.map { "\($0)/\(relative)" } }
}

import Foundation

/// The files under `fixtures/`.
package enum Fixtures {
    /// The absolute path of a fixture, whether it exists or not; of the folder itself for an empty path.
    package static func path(_ relative: String) -> String {
        relative.isEmpty ? "\(PackageRoot.path)/fixtures" : "\(PackageRoot.path)/fixtures/\(relative)"
    }

    /// The contents of a fixture.
    ///
    /// - Throws: What Foundation says about a file that cannot be read.
    package static func bytes(_ relative: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(fileURLWithPath: path(relative))))
    }

    /// The contents of a fixture that is text.
    ///
    /// - Throws: What Foundation says about a file that cannot be read or is not UTF-8.
    package static func text(_ relative: String) throws -> String {
        try String(contentsOf: URL(fileURLWithPath: path(relative)), encoding: .utf8)
    }
}

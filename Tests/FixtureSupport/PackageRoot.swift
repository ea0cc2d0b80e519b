import Foundation

/// The folder of `Package.swift`, found from where this file was compiled.
package enum PackageRoot {
    package static let path: String = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()
        .path
}

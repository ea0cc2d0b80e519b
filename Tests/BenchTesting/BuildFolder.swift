import Foundation

/// Where SwiftPM put what it built, found from where this code was loaded unless `TOUCHSTONE_BUILD_FOLDER` says so.
package enum BuildFolder {
    package static let path: String = {
        if let folder = ProcessInfo.processInfo.environment["TOUCHSTONE_BUILD_FOLDER"] { return folder }
        let here = UInt(bitPattern: #dsohandle)
        let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
        // A line reads “start-end permissions offset device inode path”.
        for line in maps.split(separator: "\n") {
            let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            let range = fields.first?.split(separator: "-").compactMap { UInt($0, radix: 16) } ?? []
            guard range.count == 2, range[0] <= here, here < range[1], let file = fields.last else { continue }
            return (file.trimmingCharacters(in: .whitespaces) as NSString).deletingLastPathComponent
        }
        return "."
    }()

    /// A program of this package, such as `touchstone`.
    package static func program(_ name: String) -> String { "\(path)/\(name)" }
}

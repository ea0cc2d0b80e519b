import Foundation

/// A folder that looks like `/proc`, gone with the value.
final class FakeProc {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/proc-\(UUID().uuidString)"
        try addFolder("")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Adds a process; without links or maps it has none that could be read.
    func add(_ id: Int, _ name: String, links: [String: String]?, maps: String? = "") throws {
        try addFolder("\(id)")
        try write(Array("\(name)\n".utf8), to: "\(id)/comm")
        if let maps { try write(Array(maps.utf8), to: "\(id)/maps") }
        guard let links else { return }
        try addFolder("\(id)/fd")
        for (number, target) in links {
            try FileManager.default.createSymbolicLink(
                atPath: "\(path)/\(id)/fd/\(number)",
                withDestinationPath: target
            )
        }
    }

    /// Adds a process that ended while it was looked at.
    func addGone(_ id: Int) throws { try addFolder("\(id)") }

    func addFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }
}

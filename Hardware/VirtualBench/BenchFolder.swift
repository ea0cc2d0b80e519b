import Foundation
import Glibc

/// The bench's own folder, in which everything lies that has to go when it ends.
struct BenchFolder: Sendable {
    let path: String

    var run: String { "\(path)/run" }
    var configuration: String { "\(path)/conf" }
    var drivers: String { "\(path)/drivers" }
    var log: String { "\(path)/pcscd.log" }
    var daemonSocket: String { "\(run)/pcscd.comm" }
    var driverSocket: String { "\(path)/ifd.sock" }

    /// Creates it below `TMPDIR`, or below `/tmp` when that path would be too long for a socket.
    init() throws(BenchError) {
        let parents = [ProcessInfo.processInfo.environment["TMPDIR"], "/tmp"].compactMap { $0 }
        let parent = parents.first { unsafe $0.utf8.count < 60 && access($0, W_OK | X_OK) == 0 } ?? "/tmp"
        var template = Array("\(parent)/virtual-bench-XXXXXX".utf8CString)
        let created = unsafe template.withUnsafeMutableBufferPointer { buffer -> String? in
            guard let base = buffer.baseAddress, unsafe mkdtemp(base) != nil else { return nil }
            return unsafe String(cString: base)
        }
        guard let created else { throw BenchError(.failed, "no folder can be made in \(parent): \(describeErrno())") }
        path = created
        Leftovers.shared.add(folder: created)
        do {
            for folder in [run, configuration, drivers] {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            }
        } catch {
            throw BenchError(.failed, "cannot fill \(created): \(error.localizedDescription)")
        }
    }

    /// The last lines of pcscd's log.
    var logTail: String {
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(10).joined(separator: "\n")
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}

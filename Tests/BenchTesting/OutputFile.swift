import Foundation
import Glibc

/// A file without a name, in which a child leaves what it writes.
///
/// A file rather than a pipe: a grandchild that lives on keeps no reader waiting. Nameless, so that nothing is left behind
/// even when the test process is killed.
final class OutputFile: Sendable {
    let descriptor: Int32

    /// - Throws: ``BenchTestingError`` when there is no room for it.
    init(containing text: String = "") throws {
        let path = FileManager.default.temporaryDirectory.path + "/output-\(UUID().uuidString)"
        // Children write at the end and read from the start, whatever the other descriptors of the file do.
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | (text.isEmpty ? O_APPEND : 0), 0o600)
        guard descriptor >= 0 else {
            throw BenchTestingError("cannot create \(path): \(String(cString: strerror(errno)))")
        }
        unlink(path)
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else {
                throw BenchTestingError("cannot write \(path): \(String(cString: strerror(errno)))")
            }
            rest = rest.dropFirst(count)
        }
        lseek(descriptor, 0, SEEK_SET)
    }

    deinit {
        close(descriptor)
    }

    /// What is in it now.
    var bytes: [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = pread(descriptor, &buffer, buffer.count, off_t(all.count))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return all }
            all += buffer.prefix(count)
        }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}

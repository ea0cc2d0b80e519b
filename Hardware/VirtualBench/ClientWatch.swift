import Glibc

/// Knows how many clients have a device node open.
@safe final class ClientWatch {
    /// Readable when a client came or went.
    let descriptor: Int32
    private var count = 0

    init(of path: String) throws(BenchError) {
        descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        guard descriptor >= 0, unsafe inotify_add_watch(descriptor, path, UInt32(IN_OPEN | IN_CLOSE)) >= 0 else {
            throw BenchError(.failed, "cannot watch \(path): \(describeErrno())")
        }
    }

    deinit {
        close(descriptor)
    }

    /// Takes what has happened; whether at some moment nobody had the node open any more.
    func lastOneLeft() -> Bool {
        let room = 64 * MemoryLayout<inotify_event>.size
        var bytes = [UInt8](repeating: 0, count: room)
        let length = unsafe bytes.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        guard length > 0 else { return false }
        var hasBeenEmpty = false
        // Events about a file, not a folder, carry no name and have all one size.
        for offset in stride(from: 0, to: length, by: MemoryLayout<inotify_event>.size) {
            let mask = unsafe bytes.withUnsafeBytes { buffer in
                unsafe buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self).mask
            }
            // Who opened before the watch began is only seen to close.
            count = max(0, count + (mask & UInt32(IN_OPEN) != 0 ? 1 : -1))
            hasBeenEmpty = hasBeenEmpty || count == 0
        }
        return hasBeenEmpty
    }
}

import Glibc

/// The socket on which one libudev monitor of a client receives its events.
enum EventQueue {
    /// Waits until the queue has room; `false` when its owner does not read.
    ///
    /// A socket whose owner is gone counts as having room: libumockdev clears it away by itself.
    static func waitForRoom(at path: String, within limit: Duration) -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return true }
        defer { close(descriptor) }
        guard SocketAddress(path)?.connect(descriptor) ?? false else { return true }
        // A connected datagram socket is writable when the other side's queue is not full.
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return unsafe poll(&wait, 1, Int32(limit.seconds * 1000)) != 0
    }
}

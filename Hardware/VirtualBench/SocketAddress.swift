import Glibc

/// The address of a Unix socket.
struct SocketAddress {
    private var address = sockaddr_un()

    /// - Returns: `nil` when the path is too long for a socket.
    init?(_ path: String) {
        address.sun_family = sa_family_t(AF_UNIX)
        let fits = unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
            guard path.utf8.count < field.count else { return false }
            unsafe field.copyBytes(from: path.utf8)
            return true
        }
        guard fits else { return nil }
    }

    func connect(_ descriptor: Int32) -> Bool {
        unsafe withAddress { unsafe Glibc.connect(descriptor, $0, $1) == 0 }
    }

    func bind(_ descriptor: Int32) -> Bool {
        unsafe withAddress { unsafe Glibc.bind(descriptor, $0, $1) == 0 }
    }

    private func withAddress(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Bool) -> Bool {
        unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe body(pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

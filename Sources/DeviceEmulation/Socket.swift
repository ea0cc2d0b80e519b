import DeviceTransport
import Glibc

/// A TCP connection to a program on this machine.
final class Socket: Sendable {
    private let descriptor: Int32

    init(toLocalPort port: UInt16, within limit: Duration) throws(TransportError) {
        descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Self.error(.inputOutput, "socket", port) }
        do throws(TransportError) {
            try connect(to: port, within: limit)
        } catch {
            close(descriptor)
            throw error
        }
        // vpcd sends a length and what it is of apart; whoever waits for both with delayed acknowledgements loses 40 ms each time.
        set(TCP_NODELAY)
    }

    deinit {
        close(descriptor)
    }

    private func connect(to port: UInt16, within limit: Duration) throws(TransportError) {
        let flags = fcntl(descriptor, F_GETFL)
        _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        let result = withUnsafeBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) {
                Glibc.connect(descriptor, $0.baseAddress, UInt32(bytes.count))
            }
        }
        if result != 0 {
            guard errno == EINPROGRESS else { throw Self.error(.serviceUnavailable, "connect", port) }
            var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            let milliseconds = Int32(clamping: Int(limit / .milliseconds(1)))
            guard poll(&wait, 1, milliseconds) > 0 else { throw Self.error(.deadlineExceeded, "connect", port) }
            var code: Int32 = 0
            var size = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
            errno = code
            guard code == 0 else { throw Self.error(.serviceUnavailable, "connect", port) }
        }
        _ = fcntl(descriptor, F_SETFL, flags)
    }

    /// Exactly so many bytes; `nil` when the other side has hung up.
    func read(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let received = bytes.withUnsafeMutableBytes { buffer in
                recv(descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, 0)
            }
            if received < 0, errno == EINTR { continue }
            guard received > 0 else { return nil }
            filled += received
            // It lasts for one answer only.
            set(TCP_QUICKACK)
        }
        return bytes
    }

    /// `false` when the other side has hung up.
    func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    func hangUp() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    private func set(_ option: Int32) {
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), option, &one, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func error(_ code: TransportError.Code, _ operation: String, _ port: UInt16) -> TransportError {
        TransportError(
            code,
            operation: operation,
            subject: "port \(port) of this machine",
            original: .init(source: "errno", number: Int(errno), name: nil)
        )
    }
}

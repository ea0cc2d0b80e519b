import Glibc

/// One connection of the IFD handler to the bench.
final class Connection: Sendable {
    private let descriptor: Int32

    /// Owns `descriptor` from here on.
    init(owning descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Sends a frame; `false` when the handler is gone.
    @discardableResult
    func send(_ frame: IFDFrame) -> Bool {
        var rest = frame.encoded[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { bytes in
                unsafe Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Waits for the next frame; `nil` when the handler is gone or talks nonsense.
    func receive() -> IFDFrame? {
        guard let header = read(4) else { return nil }
        let length = header.reduce(0) { $0 << 8 | Int($1) }
        guard (1...IFDFrame.maximumBody).contains(length), let body = read(length) else { return nil }
        return IFDFrame(body: body)
    }

    /// Tells the handler that nothing more comes, which to it is an unplugged reader.
    func hangUp() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    private func read(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let received = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe recv(descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, 0)
            }
            if received < 0, errno == EINTR { continue }
            guard received > 0 else { return nil }
            filled += received
        }
        return bytes
    }
}

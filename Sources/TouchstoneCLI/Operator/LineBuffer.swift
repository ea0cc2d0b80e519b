import Glibc
import Octets

/// Reads a line that may be a PIN, and wipes the buffer that it came through.
enum LineBuffer {
    /// One `read`, up to the first line break, which is left out.
    ///
    /// - Returns: `nil` at the end of input, and when the descriptor cannot be read.
    static func read(_ descriptor: Int32) -> Secret? {
        let size = 4096
        let buffer = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 1)
        defer {
            explicit_bzero(buffer, size)
            buffer.deallocate()
        }
        var count = Glibc.read(descriptor, buffer, size)
        while count < 0, errno == EINTR { count = Glibc.read(descriptor, buffer, size) }
        guard count > 0 else { return nil }
        let bytes = UnsafeRawBufferPointer(start: buffer, count: count)
        return Secret(Array(bytes.prefix { $0 != 0x0A && $0 != 0x0D }))
    }
}

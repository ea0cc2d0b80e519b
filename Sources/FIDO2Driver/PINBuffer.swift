import Glibc
import Octets

/// Lends a PIN to C as a string that ends with a zero, and wipes that copy afterwards.
enum PINBuffer {
    static func with<Value>(_ pin: Secret?, _ body: (UnsafePointer<CChar>?) -> Value) -> Value {
        guard let pin else { return body(nil) }
        return pin.withBytes { bytes in
            let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
            defer {
                unsafe explicit_bzero(buffer, bytes.count + 1)
                unsafe buffer.deallocate()
            }
            for (index, byte) in bytes.enumerated() { unsafe buffer[index] = CChar(bitPattern: byte) }
            unsafe buffer[bytes.count] = 0
            return unsafe body(buffer)
        }
    }
}

import Crypto
import Octets

/// The SHA-256 of a file's bytes (FIPS 180-4), as 64 lower-case hexadecimal digits.
package struct ContentDigest: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Digests bytes.
    package init(of bytes: [UInt8]) {
        text = Hex.encode(Array(SHA256.hash(data: bytes)))
    }

    package var description: String { text }
}

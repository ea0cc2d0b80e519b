import Crypto
import Octets

/// Bytes that look random and are the same for the same seed, so that a run can be repeated byte for byte.
///
/// HMAC-SHA-256 of a counter under the seed. Good for test devices, and for nothing that has to be a secret.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private let seed: Secret
    private var counter: UInt64 = 0

    package init(seed: [UInt8]) {
        self.seed = Secret(seed)
    }

    /// A generator whose bytes have nothing to do with those of any other label.
    package init(seed: [UInt8], label: String) {
        self.init(seed: Self.block(of: Secret(seed), Array(label.utf8)))
    }

    package mutating func next() -> UInt64 {
        bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    package mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            bytes += Self.block(of: seed, (0..<8).map { UInt8(truncatingIfNeeded: counter >> (8 * $0)) })
            counter += 1
        }
        return Array(bytes.prefix(count))
    }

    /// A key whose public half and signatures follow from the seed too.
    package mutating func signingKey() -> SeededSigningKey {
        while true {
            // One number in 2³² is none below the order of the curve.
            if let key = SeededSigningKey(rawRepresentation: Secret(bytes(32))) { return key }
        }
    }

    private static func block(of seed: Secret, _ message: [UInt8]) -> [UInt8] {
        seed.withBytes { Array(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: $0))) }
    }
}

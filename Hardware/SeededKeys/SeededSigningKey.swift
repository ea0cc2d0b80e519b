import Crypto
package import Octets

/// An ECDSA key on P-256 that signs one message always alike (RFC 6979), for fixtures that have to come out the same.
package struct SeededSigningKey: Sendable {
    package let rawRepresentation: Secret
    /// 32 bytes, big-endian.
    package let x: [UInt8]
    /// 32 bytes, big-endian.
    package let y: [UInt8]
    private let scalar: P256Scalar

    /// Takes 32 bytes, big-endian; `nil` when they are zero, or not below the order of the curve.
    package init?(rawRepresentation: Secret) {
        guard
            let key = rawRepresentation.withBytes({ try? P256.Signing.PrivateKey(rawRepresentation: $0) })
        else { return nil }
        self.rawRepresentation = rawRepresentation
        let point = Array(key.publicKey.rawRepresentation)
        x = Array(point[..<32])
        y = Array(point[32...])
        scalar = rawRepresentation.withBytes { P256Scalar(reducing: $0) }
    }

    /// The uncompressed point (SEC 1, 2.3.3).
    package var x963Representation: [UInt8] { [0x04] + x + y }

    /// ECDSA with SHA-256 in DER, as CTAP and X.509 have it.
    package func signature(for message: [UInt8]) -> [UInt8] {
        let (r, s) = numbers(for: message)
        let body = Self.integer(r) + Self.integer(s)
        return [0x30, UInt8(body.count)] + body
    }

    /// ECDSA with SHA-256 as two numbers of 32 bytes, as JWS has it (RFC 7518, 3.4).
    package func rawSignature(for message: [UInt8]) -> [UInt8] {
        let (r, s) = numbers(for: message)
        return r + s
    }

    private func numbers(for message: [UInt8]) -> (r: [UInt8], s: [UInt8]) {
        let digest = P256Scalar(reducing: Array(SHA256.hash(data: message)))
        var nonces = NonceSequence(key: rawRepresentation, digest: digest.bytes)
        while true {
            let candidate = nonces.next()
            // The public key of the nonce is the nonce times the base point: its x-coordinate is what r comes from.
            guard let point = try? P256.Signing.PrivateKey(rawRepresentation: candidate).publicKey else { continue }
            let r = P256Scalar(reducing: Array(point.rawRepresentation.prefix(32)))
            let s = P256Scalar(reducing: candidate).inverse * (digest + r * scalar)
            if !r.isZero, !s.isZero { return (r.bytes, s.bytes) }
        }
    }

    /// A DER INTEGER of a positive number.
    private static func integer(_ bytes: [UInt8]) -> [UInt8] {
        var body = Array(bytes.drop { $0 == 0 })
        if body.first.map({ $0 & 0x80 != 0 }) ?? true { body.insert(0, at: 0) }
        return [0x02, UInt8(body.count)] + body
    }
}

/// The candidates for k in their order (RFC 6979, 3.2).
private struct NonceSequence {
    private var k = [UInt8](repeating: 0, count: 32)
    private var v = [UInt8](repeating: 1, count: 32)
    private var isFirst = true

    init(key: Secret, digest: [UInt8]) {
        key.withBytes { key in
            for separator in [UInt8(0), 1] {
                k = Self.hmac(k, v + [separator] + key + digest)
                v = Self.hmac(k, v)
            }
        }
    }

    mutating func next() -> [UInt8] {
        if !isFirst {
            k = Self.hmac(k, v + [0])
            v = Self.hmac(k, v)
        }
        isFirst = false
        v = Self.hmac(k, v)
        return v
    }

    private static func hmac(_ key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)))
    }
}

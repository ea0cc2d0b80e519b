import Crypto
package import Octets

/// A PIN in the three forms in which it is used; none of them is ever printed (CTAP 2.1, 6.5.1 and 6.5.5).
package struct PIN: Sendable {
    /// UTF-8 in Normalization Form C, without the padding.
    package let text: Secret

    static let paddedLength = 64

    /// Takes the bytes of a PIN; whether it is long enough is for the authenticator to say.
    ///
    /// - Throws: ``PINProtocolError/unfitPIN`` when it is empty, longer than 63 bytes or holds a zero byte.
    package init(text: Secret) throws(PINProtocolError) {
        let isFit = text.withBytes { (1..<Self.paddedLength).contains($0.count) && !$0.contains(0) }
        guard isFit else { throw .unfitPIN }
        self.text = text
    }

    /// Reads `paddedNewPin`, of which the trailing zeros are no part; an empty one is left to the caller to refuse.
    ///
    /// - Returns: The bytes before the padding.
    /// - Throws: ``PINProtocolError/length(_:)`` when it has not 64 bytes; ``PINProtocolError/unfitPIN`` when it ends
    ///   without any zero.
    package static func unpad(_ padded: Secret) throws(PINProtocolError) -> Secret {
        guard padded.count == paddedLength else { throw .length(padded.count) }
        let text = padded.withBytes { bytes in
            Secret(Array(bytes[...(bytes.lastIndex { $0 != 0 } ?? -1)]))
        }
        guard text.count < paddedLength else { throw .unfitPIN }
        return text
    }

    /// The PIN with zeros behind it, 64 bytes in all: what setPIN and changePIN encrypt.
    package var padded: Secret {
        text.withBytes { Secret($0 + Array(repeating: 0, count: Self.paddedLength - $0.count)) }
    }

    /// The first 16 bytes of its SHA-256: what an authenticator stores and what asks for a token.
    package var hash: Secret { Self.hash(of: text) }

    /// The same of bytes that are no PIN by the rule of length.
    package static func hash(of text: Secret) -> Secret {
        text.withBytes { Secret(Array(Array(SHA256.hash(data: $0)).prefix(16))) }
    }
}

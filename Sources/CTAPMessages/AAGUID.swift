import Octets

/// The identifier of an authenticator model: 16 bytes, written like a UUID (CTAP 2.1, 1.2).
package struct AAGUID: Hashable, Sendable, CustomStringConvertible {
    package let bytes: [UInt8]

    /// The model that names no model: U2F keys, and authenticators that hide.
    package static let zero = Self(unchecked: Array(repeating: 0, count: 16))

    private init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Takes 16 bytes, and nothing else.
    package init?(bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == 16 else { return nil }
        self.init(unchecked: bytes)
    }

    /// Reads the form with hyphens, or 32 digits without any.
    package init?(text: some StringProtocol) {
        guard let bytes = UUIDText.decode(text) else { return nil }
        self.init(unchecked: bytes)
    }

    package var description: String { UUIDText.encode(bytes) }
}

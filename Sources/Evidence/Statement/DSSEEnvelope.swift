import Foundation

/// A Dead Simple Signing Envelope, version 1: a payload, its type, and signatures over both.
package struct DSSEEnvelope: Hashable, Sendable, Codable {
    /// One signature and a hint at its key, which is not signed.
    package struct Signature: Hashable, Sendable, Codable {
        package let keyid: String
        package let sig: String
    }

    package let payload: String
    package let payloadType: String
    package let signatures: [Signature]

    /// Signs a payload with one key.
    package init(signing payload: [UInt8], type: String, with key: SigningKey) {
        self.payload = Base64.encode(payload)
        payloadType = type
        let signature = key.signature(of: Self.preAuthenticationEncoding(of: payload, type: type))
        signatures = [Signature(keyid: key.verifyingKey.id, sig: Base64.encode(signature))]
    }

    /// Reads an envelope.
    ///
    /// Members that it does not know are passed over, as DSSE wants it: nothing in them is signed or used.
    ///
    /// - Throws: ``EvidenceError`` for what is no envelope.
    package init(reading bytes: [UInt8], path: String) throws(EvidenceError) {
        guard let envelope = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else {
            throw EvidenceError(.malformed, path: path, "is no DSSE envelope")
        }
        guard !envelope.signatures.isEmpty else {
            throw EvidenceError(.malformed, path: path, "is a DSSE envelope without a signature")
        }
        self = envelope
    }

    /// The payload's bytes; nil when they are no Base64.
    package var payloadBytes: [UInt8]? { Base64.decode(payload) }

    /// Whether the key signed this payload under this type.
    package func isSigned(by key: VerifyingKey, _ signature: Signature) -> Bool {
        guard let payload = payloadBytes, let bytes = Base64.decode(signature.sig) else { return false }
        return key.isValid(signature: bytes, of: Self.preAuthenticationEncoding(of: payload, type: payloadType))
    }

    /// What is signed: `DSSEv1`, then type and payload, each behind its length in bytes.
    package static func preAuthenticationEncoding(of payload: [UInt8], type: String) -> [UInt8] {
        Array("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
    }

    /// One line of JSON.
    package func encoded() -> [UInt8] { CanonicalJSON.encode(self, indented: false) + [UInt8(ascii: "\n")] }
}

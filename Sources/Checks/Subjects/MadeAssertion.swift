package import CBORTree
package import FIDOMetadata
import Octets

/// An answer to getAssertion taken apart (CTAP 2.1, 6.2.2; WebAuthn Level 3, 6.1).
package struct MadeAssertion: Sendable {
    /// The credential that the answer names; absent where the request left no choice.
    package let credentialID: [UInt8]?
    package let rpIDHash: [UInt8]
    package let flags: AuthenticatorData.Flags
    package let counter: UInt32
    package let extensions: CBORItem?
    private let data: [UInt8]
    private let signature: [UInt8]

    package init(_ reply: CTAPReply) throws(CheckEnd) {
        let map = try reply.map()
        credentialID = map[0x01]?["id"]?.bytes
        data = try demand(map[0x02]?.bytes, "the answer has no authenticator data (0x02)")
        signature = try demand(map[0x03]?.bytes, "the answer has no signature (0x03)")
        var reader = ByteReader(data)
        do {
            rpIDHash = try reader.read(32)
            flags = AuthenticatorData.Flags(rawValue: try reader.readByte())
            counter = UInt32(truncatingIfNeeded: try reader.readBigEndian(4))
            extensions = flags.contains(.extensions) ? try CBORItem(reading: &reader) : nil
        } catch {
            throw .failed("the authenticator data end too soon: \(error)")
        }
        try demand(reader.isAtEnd, "\(reader.remaining) bytes follow the authenticator data")
    }

    /// Holds the assertion against the registration and the request.
    package func check(
        against credential: MadeCredential,
        _ call: CTAPCall,
        isVerified: Bool = false
    ) throws(CheckEnd) {
        try demand(rpIDHash == KeyUnderTest.hash(credential.rpID), "the hash is that of another relying party")
        try demand(!flags.contains(.attestedCredentialData), "the flags announce a credential in an assertion")
        try demand(
            isVerified || !flags.contains(.userVerified),
            "the flags say that the user was verified, and nobody asked for it"
        )
        if let credentialID { try demand(credentialID == credential.id, "the answer names another credential") }
        let hash = call.parameters[.member(0x02)]?.bytes ?? []
        let publicKey = credential.attestation.authenticatorData.publicKey
        try demand(
            publicKey.verifies(signature, of: data + hash),
            "the signature does not verify under the registered key"
        )
    }
}

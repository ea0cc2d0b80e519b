package import FIDOMetadata

/// A credential that a run has had a key make, with what it was asked for.
package struct MadeCredential: Sendable {
    package let rpID: String
    package let clientDataHash: [UInt8]
    /// The answer without its status byte.
    package let response: [UInt8]
    package let attestation: AttestationObject

    package var id: [UInt8] { attestation.authenticatorData.credentialID }

    init(rpID: String, clientDataHash: [UInt8], response: [UInt8]) throws(CheckEnd) {
        self.rpID = rpID
        self.clientDataHash = clientDataHash
        self.response = response
        do {
            attestation = try AttestationObject(makeCredentialAnswer: response)
        } catch {
            throw .failed("authenticatorMakeCredential is answered with \(error)")
        }
    }
}

import CBORTree
import Crypto
import X509

/// Holds an assertion against the registration that it is to belong to (WebAuthn L3, 7.2).
package enum AssertionCheck {
    /// The first rule that does not hold, as a clause; `nil` where the signature is that of the attested credential.
    ///
    /// The registration is the answer to authenticatorMakeCredential without its status byte.
    package static func failure(
        of signature: [UInt8],
        over authenticatorData: [UInt8],
        _ clientDataHash: [UInt8],
        registration: [UInt8],
        rpID: String
    ) -> String? {
        guard let object = try? AttestationObject(makeCredentialAnswer: registration) else {
            return "the registration cannot be read"
        }
        guard authenticatorData.count >= 37 else { return "its authenticator data is too short" }
        guard authenticatorData.prefix(32).elementsEqual(SHA256.hash(data: Array(rpID.utf8))) else {
            return "it is for another relying party"
        }
        let credential = object.authenticatorData.publicKey
        guard let key = credential.publicKey, let algorithm = credential.algorithm?.signatureAlgorithm else {
            return "the credential's key is of no kind that is understood"
        }
        let message = authenticatorData + clientDataHash
        return key.isValidSignature(signature, for: message, signatureAlgorithm: algorithm)
            ? nil : "the signature is not that of the credential that the key attested"
    }
}

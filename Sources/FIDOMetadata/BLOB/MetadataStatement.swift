package import CTAPMessages

/// What a vendor states of its model, and FIDO signs (FIDO Metadata Statement 3.1.1).
///
/// The members that an assessment or a list asks for are typed; ``source`` reads the others, known here or not.
package struct MetadataStatement: Sendable {
    /// The model's name, in English.
    package var description: String?
    /// The lowest firmware that the vendor still calls trustworthy.
    package var authenticatorVersion: UInt64?
    /// `fido2`, `u2f` or `uaf`.
    package var protocolFamily: String?
    /// Statement-format version; 3 in every entry so far.
    package var schema: UInt64?
    /// Versions of the protocol, `1.0`, `1.1`.
    package var protocolVersions: [String] = []
    package var authenticationAlgorithms: [String] = []
    package var attestationTypes: [String] = []
    package var keyProtection: [String] = []
    package var matcherProtection: [String] = []
    /// `external`, `wired`, `nfc` and the like.
    package var attachmentHints: [String] = []
    /// Names of the methods in `userVerificationDetails`, each once.
    package var userVerificationMethods: [String] = []
    package var cryptoStrength: UInt64?
    package var isKeyRestricted: Bool?
    package var isFreshUserVerificationRequired: Bool?
    /// 3.1: whether credentials may leave the device.
    package var multiDeviceCredentialSupport: String?
    /// Trust anchors of attestations, DER: a root, an intermediate or the very leaf.
    package var trustAnchors: [[UInt8]] = []
    package var informationAAGUID: AAGUID?
    /// `versions`, `transports` and `certifications` of the getInfo answer that the statement carries.
    package var informationVersions: [String] = []
    package var transports: [String] = []
    package var claimedCertifications: [String: UInt64] = [:]
    package var firmwareVersion: UInt64?
    /// Members that no specification up to 3.1.1 has.
    package var unknownFields: [UnknownField] = []
    /// The statement as it was signed; `nil` for one that was not read from a BLOB.
    package var source: JSONNode?

    package init() {}
}

import CBORTree
package import CTAPMessages

/// A getInfo answer as facts (CTAP 2.1, 6.4; later members by CTAP 2.2 and 2.3).
package struct InformationFacts: Hashable, Sendable, Codable {
    /// A key type with an algorithm.
    package struct Algorithm: Hashable, Sendable, Codable {
        package let type: String
        /// The COSE number.
        package let algorithm: Int64
        package let name: String
    }

    /// The whole answer, after the status byte.
    package let raw: HexBytes
    /// Why the answer cannot be read; then every other member is absent.
    package let unreadable: String?

    package let versions: [String]?
    package let extensions: [String]?
    package let aaguid: AAGUID?
    /// Only what the key lists: an option that is absent means a third thing (CTAP 2.1, 6.4, table of options).
    package let options: [String: Bool]?
    package let maxMsgSize: UInt64?
    package let pinUvAuthProtocols: [UInt64]?
    package let maxCredentialCountInList: UInt64?
    package let maxCredentialIdLength: UInt64?
    package let transports: [String]?
    package let algorithms: [Algorithm]?
    package let maxSerializedLargeBlobArray: UInt64?
    package let forcePINChange: Bool?
    package let minPINLength: UInt64?
    package let firmwareVersion: UInt64?
    package let maxCredBlobLength: UInt64?
    package let maxRPIDsForSetMinPINLength: UInt64?
    package let preferredPlatformUvAttempts: UInt64?
    /// Names of the FIDO registry.
    package let uvModality: [String]?
    /// What the key claims to be certified for; who vouches for it is another question.
    package let certifications: [String: UInt64]?
    package let remainingDiscoverableCredentials: UInt64?
    package let vendorPrototypeConfigCommands: [UInt64]?
    package let attestationFormats: [String]?
    package let uvCountSinceLastPinEntry: UInt64?
    package let longTouchForReset: Bool?
    package let encIdentifier: HexBytes?
    package let transportsForReset: [String]?
    package let pinComplexityPolicy: Bool?
    package let pinComplexityPolicyURL: String?
    package let maxPINLength: UInt64?
    package let encCredStoreState: HexBytes?
    package let authenticatorConfigCommands: [UInt64]?

    /// Members that no published specification names, in diagnostic notation.
    package let unknownMembers: [String: String]
    /// Members with another type than the specification gives them.
    package let malformations: [String]
    /// Departures from CTAP2 canonical CBOR.
    package let canonicalFindings: [String]

    package init(parsing bytes: [UInt8]) {
        raw = HexBytes(bytes)
        var information: AuthenticatorInformation?
        var unreadable: String?
        do throws(AuthenticatorInformation.ParsingError) {
            information = try AuthenticatorInformation(parsing: bytes)
        } catch {
            unreadable = error.description
        }
        self.unreadable = unreadable
        versions = information?.versions
        extensions = information?.extensions
        aaguid = information?.aaguid
        options = information?.options
            .map { options in
                Dictionary(options.map { ($0.name, $0.value) }) { first, _ in first }
            }
        maxMsgSize = information?.maxMsgSize
        pinUvAuthProtocols = information?.pinUvAuthProtocols
        maxCredentialCountInList = information?.maxCredentialCountInList
        maxCredentialIdLength = information?.maxCredentialIdLength
        transports = information?.transports
        algorithms = information?.algorithms
            .map { algorithms in
                algorithms.map { Algorithm(type: $0.type, algorithm: $0.algorithm.rawValue, name: $0.algorithm.name) }
            }
        maxSerializedLargeBlobArray = information?.maxSerializedLargeBlobArray
        forcePINChange = information?.forcePINChange
        minPINLength = information?.minPINLength
        firmwareVersion = information?.firmwareVersion
        maxCredBlobLength = information?.maxCredBlobLength
        maxRPIDsForSetMinPINLength = information?.maxRPIDsForSetMinPINLength
        preferredPlatformUvAttempts = information?.preferredPlatformUvAttempts
        uvModality = information?.uvModality?.names
        certifications = information?.certifications
            .map { certifications in
                Dictionary(certifications.map { ($0.name, $0.level) }) { first, _ in first }
            }
        remainingDiscoverableCredentials = information?.remainingDiscoverableCredentials
        vendorPrototypeConfigCommands = information?.vendorPrototypeConfigCommands
        attestationFormats = information?.attestationFormats
        uvCountSinceLastPinEntry = information?.uvCountSinceLastPinEntry
        longTouchForReset = information?.longTouchForReset
        encIdentifier = information?.encIdentifier.map(HexBytes.init)
        transportsForReset = information?.transportsForReset
        pinComplexityPolicy = information?.pinComplexityPolicy
        pinComplexityPolicyURL = information?.pinComplexityPolicyURL.map { String(decoding: $0, as: UTF8.self) }
        maxPINLength = information?.maxPINLength
        encCredStoreState = information?.encCredStoreState.map(HexBytes.init)
        authenticatorConfigCommands = information?.authenticatorConfigCommands
        unknownMembers = Dictionary(
            (information?.unknownMembers ?? []).map { ($0.key.diagnostic, $0.value.diagnostic) }
        ) { first, _ in first }
        malformations = information?.malformations.map(\.description) ?? []
        canonicalFindings = information?.tree.canonicalFindings().map(\.description) ?? []
    }
}

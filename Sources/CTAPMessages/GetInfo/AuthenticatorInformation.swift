package import CBORTree

/// What a key says of itself in getInfo (CTAP 2.1, 6.4).
///
/// A member that is absent is `nil` and never a default; one that is there with the wrong type is `nil` too and listed
/// in ``malformations``. The ``tree`` beside it holds everything as it was sent.
package struct AuthenticatorInformation: Hashable, Sendable {
    /// One option with its value, in the order in which the key lists them.
    package struct Option: Hashable, Sendable {
        package let name: String
        package let value: Bool
    }

    /// A key type with an algorithm, as in `pubKeyCredParams`.
    package struct Algorithm: Hashable, Sendable {
        package let type: String
        package let algorithm: COSEAlgorithm
    }

    /// A certification that the key claims for itself; no proof of anything.
    package struct Certification: Hashable, Sendable {
        package let name: String
        package let level: UInt64
    }

    /// A member that no published specification names.
    package struct UnknownMember: Hashable, Sendable {
        package let key: CBORItem
        package let value: CBORItem
    }

    /// A member, or a part of one, that has another type than the specification gives it.
    package struct Malformation: Hashable, Sendable, CustomStringConvertible {
        package let member: Member
        /// What should have stood there.
        package let expected: String
        /// What stood there, in diagnostic notation.
        package let actual: String

        package var description: String { "\(member.name): \(expected) expected, \(actual) found" }
    }

    package let tree: CBORItem

    package let versions: [String]?
    package let extensions: [String]?
    package let aaguid: AAGUID?
    package let options: [Option]?
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
    package let uvModality: UserVerificationMethods?
    package let certifications: [Certification]?
    package let remainingDiscoverableCredentials: UInt64?
    package let vendorPrototypeConfigCommands: [UInt64]?
    package let attestationFormats: [String]?
    package let uvCountSinceLastPinEntry: UInt64?
    package let longTouchForReset: Bool?
    /// Encrypted under a token that only a platform with the PIN has; changes with every answer.
    package let encIdentifier: [UInt8]?
    package let transportsForReset: [String]?
    package let pinComplexityPolicy: Bool?
    /// A byte string by CTAP 2.2, although it holds a URL.
    package let pinComplexityPolicyURL: [UInt8]?
    package let maxPINLength: UInt64?
    /// Encrypted like ``encIdentifier``.
    package let encCredStoreState: [UInt8]?
    package let authenticatorConfigCommands: [UInt64]?

    package let unknownMembers: [UnknownMember]
    package let malformations: [Malformation]

    /// Reads the answer to getInfo, without the status byte in front.
    ///
    /// - Throws: ``ParsingError`` when the bytes are no CBOR, or no map.
    package init(parsing bytes: [UInt8]) throws(ParsingError) {
        let tree: CBORItem
        do { tree = try CBORItem(parsing: bytes) } catch { throw .notCBOR(error) }
        try self.init(tree: tree)
    }

    /// Reads an answer that is decoded already.
    ///
    /// - Throws: ``ParsingError/notAMap`` when it is none.
    package init(tree: CBORItem) throws(ParsingError) {
        guard let entries = tree.entries else { throw .notAMap }
        self.tree = tree
        var reader = InformationReader(entries: entries)
        versions = reader.texts(.versions)
        extensions = reader.texts(.extensions)
        aaguid = reader.aaguid(.aaguid)
        options = reader.options(.options)
        maxMsgSize = reader.number(.maxMsgSize)
        pinUvAuthProtocols = reader.numbers(.pinUvAuthProtocols)
        maxCredentialCountInList = reader.number(.maxCredentialCountInList)
        maxCredentialIdLength = reader.number(.maxCredentialIdLength)
        transports = reader.texts(.transports)
        algorithms = reader.algorithms(.algorithms)
        maxSerializedLargeBlobArray = reader.number(.maxSerializedLargeBlobArray)
        forcePINChange = reader.bool(.forcePINChange)
        minPINLength = reader.number(.minPINLength)
        firmwareVersion = reader.number(.firmwareVersion)
        maxCredBlobLength = reader.number(.maxCredBlobLength)
        maxRPIDsForSetMinPINLength = reader.number(.maxRPIDsForSetMinPINLength)
        preferredPlatformUvAttempts = reader.number(.preferredPlatformUvAttempts)
        uvModality = reader.number(.uvModality).map(UserVerificationMethods.init(rawValue:))
        certifications = reader.certifications(.certifications)
        remainingDiscoverableCredentials = reader.number(.remainingDiscoverableCredentials)
        vendorPrototypeConfigCommands = reader.numbers(.vendorPrototypeConfigCommands)
        attestationFormats = reader.texts(.attestationFormats)
        uvCountSinceLastPinEntry = reader.number(.uvCountSinceLastPinEntry)
        longTouchForReset = reader.bool(.longTouchForReset)
        encIdentifier = reader.bytes(.encIdentifier)
        transportsForReset = reader.texts(.transportsForReset)
        pinComplexityPolicy = reader.bool(.pinComplexityPolicy)
        pinComplexityPolicyURL = reader.bytes(.pinComplexityPolicyURL)
        maxPINLength = reader.number(.maxPINLength)
        encCredStoreState = reader.bytes(.encCredStoreState)
        authenticatorConfigCommands = reader.numbers(.authenticatorConfigCommands)
        unknownMembers = reader.unknownMembers
        malformations = reader.malformations
    }

    /// An option's value; `nil` when the key does not list it, which CTAP gives a meaning of its own.
    package subscript(option name: String) -> Bool? {
        options?.first { $0.name == name }?.value
    }
}

extension AuthenticatorInformation {
    /// A getInfo answer that cannot be read at all.
    package enum ParsingError: Error, Hashable, Sendable, CustomStringConvertible {
        case notCBOR(CBORError)
        case notAMap

        package var description: String {
            switch self {
            case .notCBOR(let error): "getInfo is no CBOR: \(error)"
            case .notAMap: "getInfo is CBOR but no map"
            }
        }
    }
}

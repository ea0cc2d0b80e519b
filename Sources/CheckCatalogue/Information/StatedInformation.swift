import CTAPMessages
import FIDOMetadata

/// How a getInfo answer differs from the one that its model's metadata statement has (FIDO Metadata Statement 3.1, 4).
///
/// Members that a user or a firmware update may change are left out: PIN length, remaining credentials, the firmware
/// version itself. A member that the statement does not have says nothing.
struct StatedInformation {
    /// What the statement promises and the key does not have.
    private(set) var missing: [String] = []
    /// What the key has and the statement does not.
    private(set) var additional: [String] = []

    /// Options that say whether something is set up, and so change in use; they are there or they are not.
    private static let mutable: Set<String> = [
        "clientPin", "uv", "bioEnroll", "userVerificationMgmtPreview", "alwaysUv", "ep", "makeCredUvNotRqd",
    ]

    init(_ key: AuthenticatorInformation, against stated: JSONNode) {
        compare("versions", key.versions, stated["versions"]?.elements?.compactMap(\.string))
        compare("extensions", key.extensions, stated["extensions"]?.elements?.compactMap(\.string))
        compare("transports", key.transports, stated["transports"]?.elements?.compactMap(\.string))
        compare(
            "pinUvAuthProtocols",
            key.pinUvAuthProtocols?.map { "\($0)" },
            stated["pinUvAuthProtocols"]?.elements?.compactMap { $0.unsignedInteger.map { "\($0)" } }
        )
        compare(
            "algorithms",
            key.algorithms?.map { "\($0.algorithm.rawValue)" },
            stated["algorithms"]?.elements?.compactMap { $0["alg"]?.integer.map { "\($0)" } }
        )
        compare(
            "options",
            key.options?.map { Self.option($0.name, $0.value) },
            stated["options"]?.members?.compactMap { member in member.value.bool.map { Self.option(member.name, $0) } }
        )
        compare(
            "certifications",
            key.certifications?.map { "\($0.name) \($0.level)" },
            stated["certifications"]?.members?
                .compactMap { member in member.value.unsignedInteger.map { "\(member.name) \($0)" } }
        )
        compare("maxMsgSize", key.maxMsgSize, stated)
        compare("maxCredentialCountInList", key.maxCredentialCountInList, stated)
        compare("maxCredentialIdLength", key.maxCredentialIdLength, stated)
        compare("maxSerializedLargeBlobArray", key.maxSerializedLargeBlobArray, stated)
        compare("maxCredBlobLength", key.maxCredBlobLength, stated)
        compare("maxRPIDsForSetMinPINLength", key.maxRPIDsForSetMinPINLength, stated)
    }

    private static func option(_ name: String, _ value: Bool) -> String {
        mutable.contains(name) ? name : "\(name) \(value)"
    }

    private mutating func compare(_ member: String, _ own: [String]?, _ stated: [String]?) {
        guard let stated else { return }
        let own = own ?? []
        missing += Set(stated).subtracting(own).sorted().map { "\(member): \($0)" }
        additional += Set(own).subtracting(stated).sorted().map { "\(member): \($0)" }
    }

    /// A limit: less than what was stated is missing, more is additional.
    private mutating func compare(_ member: String, _ own: UInt64?, _ stated: JSONNode) {
        guard let limit = stated[member]?.unsignedInteger, own != limit else { return }
        let difference = "\(member): \(own.map { "\($0)" } ?? "none") in place of \(limit)"
        if let own, own > limit { additional.append(difference) } else { missing.append(difference) }
    }
}

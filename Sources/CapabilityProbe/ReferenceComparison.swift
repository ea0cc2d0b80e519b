import CTAPMessages
import DeviceTransport
import Octets

/// Two readings of one getInfo answer, side by side.
///
/// libfido2 fills what is absent with defaults, so only what the key sent is compared; lists it leaves empty.
struct ReferenceComparison {
    private(set) var disagreements: [Disagreement] = []

    init(ours: InformationFacts, theirs: ReferenceInformation) {
        guard ours.unreadable == nil else {
            disagreements = [Disagreement(member: "getInfo", ours: "unreadable", theirs: "readable")]
            return
        }
        compare(.versions, ours.versions ?? [], theirs.versions)
        compare(.extensions, ours.extensions ?? [], theirs.extensions)
        compare(.transports, ours.transports ?? [], theirs.transports)
        compare(.aaguid, ours.aaguid.map { Hex.encode($0.bytes) }, Hex.encode(theirs.aaguid))
        compareMaps(.options, ours.options ?? [:], theirs.options)
        compareMaps(.certifications, ours.certifications ?? [:], theirs.certifications)
        compare(.pinUvAuthProtocols, ours.pinUvAuthProtocols ?? [], theirs.pinUvAuthProtocols.map(UInt64.init))
        compare(
            .algorithms,
            (ours.algorithms ?? []).map { "\($0.type) \($0.algorithm)" },
            theirs.algorithms.map { "\($0.type) \($0.cose)" }
        )
        compare(.maxMsgSize, ours.maxMsgSize, theirs.maxMsgSize)
        compare(.maxCredentialCountInList, ours.maxCredentialCountInList, theirs.maxCredentialCountInList)
        compare(.maxCredentialIdLength, ours.maxCredentialIdLength, theirs.maxCredentialIdLength)
        compare(.maxSerializedLargeBlobArray, ours.maxSerializedLargeBlobArray, theirs.maxLargeBlob)
        compare(.maxCredBlobLength, ours.maxCredBlobLength, theirs.maxCredBlobLength)
        compare(.maxRPIDsForSetMinPINLength, ours.maxRPIDsForSetMinPINLength, theirs.maxRPIDsForSetMinPINLength)
        compare(.minPINLength, ours.minPINLength, theirs.minPINLength)
        compare(.firmwareVersion, ours.firmwareVersion, theirs.firmwareVersion)
        compare(.preferredPlatformUvAttempts, ours.preferredPlatformUvAttempts, theirs.preferredPlatformUvAttempts)
        compare(.uvModality, ours.uvModality, UserVerificationMethods(rawValue: theirs.uvModality).names)
        compare(.forcePINChange, ours.forcePINChange, theirs.forcePINChange)
        compare(
            .remainingDiscoverableCredentials,
            ours.remainingDiscoverableCredentials.flatMap { Int64(exactly: $0) },
            theirs.remainingDiscoverableCredentials
        )
    }

    private mutating func compare<Value: Equatable>(
        _ member: AuthenticatorInformation.Member,
        _ ours: Value?,
        _ theirs: Value
    ) {
        guard let ours, ours != theirs else { return }
        disagreements.append(Disagreement(member: member.name, ours: "\(ours)", theirs: "\(theirs)"))
    }

    /// In the order of the names, since a dictionary's own order changes from run to run.
    private mutating func compareMaps<Value: Equatable>(
        _ member: AuthenticatorInformation.Member,
        _ ours: [String: Value],
        _ theirs: [String: Value]
    ) {
        for name in Set(ours.keys).union(theirs.keys).sorted() where ours[name] != theirs[name] {
            disagreements.append(
                Disagreement(
                    member: "\(member.name).\(name)",
                    ours: ours[name].map { "\($0)" } ?? "absent",
                    theirs: theirs[name].map { "\($0)" } ?? "absent"
                )
            )
        }
    }
}

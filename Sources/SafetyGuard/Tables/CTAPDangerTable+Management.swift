extension CTAPDangerTable {
    static let credentialListing = DangerRule(
        "authenticatorCredentialManagement",
        when: "subcommands 1 to 5, preview included",
        .d2,
        because: "needs a token, and tells whose credentials are there"
    )
    static let credentialChange = DangerRule(
        "authenticatorCredentialManagement",
        when: "deleteCredential or updateUserInformation, preview included",
        .d4,
        because: "a credential that is deleted is lost to its owner"
    )
    static let largeBlobsRead = DangerRule("authenticatorLargeBlobs", when: "get", .d0, because: "reads the array")
    static let largeBlobsWrite = DangerRule(
        "authenticatorLargeBlobs",
        when: "set",
        .d4,
        because: "replaces what others keep there"
    )
    static let bioModality = DangerRule(
        "authenticatorBioEnrollment",
        when: "getModality or getFingerprintSensorInfo, preview included",
        .d0,
        because: "tells what the sensor is"
    )
    static let bioListing = DangerRule(
        "authenticatorBioEnrollment",
        when: "cancel or enumerate, preview included",
        .d2,
        because: "needs a token, or ends what another program began"
    )
    static let bioChange = DangerRule(
        "authenticatorBioEnrollment",
        when: "enroll, rename or remove, preview included",
        .d4,
        because: "a finger that is removed can only be enrolled by its owner, who alone knows its name"
    )

    static let managementRules = [
        credentialListing, credentialChange, largeBlobsRead, largeBlobsWrite, bioModality, bioListing, bioChange,
    ]

    static func credentialManagement(_ parameters: CTAPParameters) -> DangerRule? {
        switch parameters.number(0x01) {
        case .some(1...5): credentialListing
        case .some(6...7): credentialChange
        default: nil
        }
    }

    static func largeBlobs(_ parameters: CTAPParameters) -> DangerRule? {
        if parameters.has(0x02) { return largeBlobsWrite }
        return parameters.has(0x01) ? largeBlobsRead : nil
    }

    static func bioEnrollment(_ parameters: CTAPParameters) -> DangerRule? {
        guard parameters.has(0x02) else { return parameters.isTrue(0x06) ? bioModality : nil }
        return switch parameters.number(0x02) {
        case 0x07: bioModality
        case 0x03, 0x04: bioListing
        case 0x01, 0x02, 0x05, 0x06: bioChange
        default: nil
        }
    }
}

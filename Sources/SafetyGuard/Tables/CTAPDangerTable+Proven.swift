import CTAPMessages

/// Commands of a lower class than their row says, where the guard has seen what makes them so (``KeyTraces``).
extension CTAPDangerTable {
    static let credentialChangeProven = DangerRule(
        "authenticatorCredentialManagement",
        when:
            "deleteCredential or updateUserInformation of a credential that the same run saw made, or listed under its own handle",
        .d2,
        because: "takes back or renames what is nobody's"
    )
    static let largeBlobsWriteProven = DangerRule(
        "authenticatorLargeBlobs",
        when: "set, where the array was just read and every element of it stays that is not of the same run",
        .d2,
        because: "adds what is taken away again"
    )
    static let tokenProven = DangerRule(
        "authenticatorClientPIN",
        when: "a token by the PIN given for the run, with three tries left and none refused in the run",
        .d2,
        because: "one try can be lost and no second"
    )
    static let changePINProven = DangerRule(
        "authenticatorClientPIN",
        when: "changePIN, where the PIN given for the run was accepted, or to take back such a change",
        .d2,
        because: "the PIN is changed back"
    )

    /// Every row, in the order of the document.
    package static let provenRules = [
        tokenProven, changePINProven, credentialChangeProven, largeBlobsWriteProven,
    ]

    /// What a row comes to where its command is proven.
    static func proven(_ rule: DangerRule) -> DangerRule {
        switch rule {
        case credentialChange: credentialChangeProven
        case largeBlobsWrite: largeBlobsWriteProven
        default: rule.condition == ClientPINSubCommand.changePIN.name ? changePINProven : tokenProven
        }
    }
}

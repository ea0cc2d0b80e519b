import CTAPMessages

extension CTAPDangerTable {
    private static func row(
        _ subCommand: ClientPINSubCommand,
        _ danger: DangerClass,
        because reason: String
    ) -> (ClientPINSubCommand, DangerRule) {
        (subCommand, DangerRule("authenticatorClientPIN", when: subCommand.name, danger, because: reason))
    }

    private static let token = "a wrong PIN spends a try, and a token is worth as much as the PIN"

    private static let clientPINRows = [
        row(.getPINRetries, .d0, because: "reads a counter"),
        row(.getUVRetries, .d0, because: "reads a counter"),
        row(.getKeyAgreement, .d0, because: "fetches a public key"),
        row(.getPinToken, .d3, because: token),
        row(.getPinUvAuthTokenUsingPinWithPermissions, .d3, because: token),
        row(.getPinUvAuthTokenUsingUvWithPermissions, .d3, because: "a finger that is not recognised spends a UV try"),
        row(.changePIN, .d3, because: "a wrong old PIN spends a try"),
        row(.setPIN, .d4, because: "only a reset takes a first PIN away"),
    ]

    static let clientPINRules = clientPINRows.map(\.1)

    static func clientPIN(_ parameters: CTAPParameters) -> DangerRule? {
        guard let number = parameters.number(0x02) else { return nil }
        let subCommand = ClientPINSubCommand(rawValue: number)
        return clientPINRows.first { $0.0 == subCommand }?.1
    }
}

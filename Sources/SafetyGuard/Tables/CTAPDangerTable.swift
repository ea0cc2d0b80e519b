import CTAPMessages

/// The classes of CTAP2 requests (CTAP 2.1, 6).
package enum CTAPDangerTable {
    static let getInfo = DangerRule("authenticatorGetInfo", .d0, because: "tells what the key is")
    static let selection = DangerRule("authenticatorSelection", .d1, because: "waits for a touch")
    static let getNextAssertion = DangerRule(
        "authenticatorGetNextAssertion",
        .d1,
        because: "goes on with an assertion that was touched for"
    )
    static let reset = DangerRule("authenticatorReset", .d4, because: "erases every credential and the PIN")
    static let config = DangerRule(
        "authenticatorConfig",
        .d4,
        because: "some settings only a reset takes back, and the guard does not tell them apart"
    )

    /// The row that decides about a request, command byte first.
    package static func rule(for request: [UInt8]) -> DangerRule {
        guard let first = request.first else { return .unlisted("an empty CTAP request") }
        let command = CTAPCommand(rawValue: first)
        let body = request.dropFirst()
        switch command {
        case .reset: return reset
        case .authenticatorConfig: return config
        // It takes no parameters: whatever stands behind it can only be passed over or refused.
        case .getInfo: return getInfo
        case .selection where body.isEmpty: return selection
        case .getNextAssertion where body.isEmpty: return getNextAssertion
        default: break
        }
        guard let parameters = CTAPParameters(body) else {
            return .unlisted("\(command.name) with parameters that cannot be read")
        }
        let rule: DangerRule? =
            switch command {
            case .makeCredential: makeCredential(parameters)
            case .getAssertion: getAssertion(parameters)
            case .clientPIN: clientPIN(parameters)
            case .credentialManagement, .credentialManagementPreview: credentialManagement(parameters)
            case .bioEnrollment, .bioEnrollmentPreview: bioEnrollment(parameters)
            case .largeBlobs: largeBlobs(parameters)
            default: nil
            }
        return rule ?? .unlisted(command.name)
    }

    /// Every row, in the order of the document.
    package static let rules: [DangerRule] =
        [getInfo, selection] + ceremonies + [getNextAssertion] + clientPINRules + managementRules + [config, reset]
}

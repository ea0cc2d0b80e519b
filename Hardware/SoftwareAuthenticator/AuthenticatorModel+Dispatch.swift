import CTAPMessages

extension AuthenticatorModel {
    /// The answer to one CTAPHID message other than INIT and CANCEL (CTAP 2.1, 11.2.9).
    func plan(for request: AuthenticatorRequest) -> AnswerPlan {
        switch request.command {
        case .ping:
            return AnswerPlan(AuthenticatorReply(command: .ping, payload: request.payload))
        case .wink where capabilities.contains(.wink):
            guard request.payload.isEmpty else { return AnswerPlan(.error(.invalidLength)) }
            return AnswerPlan(AuthenticatorReply(command: .wink, payload: []))
        case .message where !capabilities.contains(.noMessage):
            return AnswerPlan(AuthenticatorReply(command: .message, payload: u2fAnswer(to: request.payload)))
        case .cbor where capabilities.contains(.cbor):
            guard let command = request.payload.first else { return AnswerPlan(.error(.invalidLength)) }
            return plan(for: CTAPCommand(rawValue: command), parameters: Array(request.payload.dropFirst()))
        default:
            return AnswerPlan(.error(.invalidCommand))
        }
    }

    /// The answer to one CTAP2 command; one file each.
    private func plan(for command: CTAPCommand, parameters: [UInt8]) -> AnswerPlan {
        switch command {
        case .getInfo: AnswerPlan(getInfo(parameters))
        case .clientPIN: AnswerPlan(clientPIN(parameters))
        case .selection where speaksCTAP21: selection(parameters)
        default: AnswerPlan(.status(.invalidCommand))
        }
    }
}

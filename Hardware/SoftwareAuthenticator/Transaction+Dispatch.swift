import CBORTree
import CTAPMessages

extension Transaction {
    /// The answer to one CTAPHID message other than INIT and CANCEL (CTAP 2.1, 11.2.9).
    mutating func plan(for request: AuthenticatorRequest) -> AnswerPlan {
        switch request.command {
        case .ping:
            let isCut = faults.isLax(.shortEcho) && request.payload.count > 57
            return AnswerPlan(AuthenticatorReply(command: .ping, payload: request.payload.dropLast(isCut ? 1 : 0)))
        case .wink where model.capabilities.contains(.wink) && !faults.isLax(.winkRefused):
            guard request.payload.isEmpty else { return AnswerPlan(.error(.invalidLength)) }
            return AnswerPlan(AuthenticatorReply(command: .wink, payload: []))
        case .message where !model.capabilities.contains(.noMessage) || faults.isLax(.unannouncedMessage):
            return AnswerPlan(AuthenticatorReply(command: .message, payload: u2fAnswer(to: request.payload)))
        case .cbor where model.capabilities.contains(.cbor) || faults.isLax(.unannouncedCBOR):
            guard let command = request.payload.first else { return AnswerPlan(.error(.invalidLength)) }
            var plan = AnswerPlan(answer(to: CTAPCommand(rawValue: command), Array(request.payload.dropFirst())))
            plan.duration = waiting
            if waiting > .zero, !faults.isLax(.neverWaitsAloud) { plan.keepAlive = .userPresenceNeeded }
            return plan
        default:
            let echo = AuthenticatorReply(command: request.command, payload: [])
            return AnswerPlan(faults.isLax(.anyCommand) ? echo : .error(.invalidCommand))
        }
    }

    private mutating func answer(to command: CTAPCommand, _ parameters: [UInt8]) -> AuthenticatorReply {
        let limit = model.information?[0x05]?.unsignedInteger ?? 1024
        guard parameters.count < limit else { return .status(.requestTooLarge) }
        do throws(Refusal) {
            return .status(.success, try perform(command, parameters))
        } catch {
            return .status(error.status)
        }
    }

    /// Carries out one CTAP2 command and returns the map of its answer; one file each.
    private mutating func perform(_ command: CTAPCommand, _ parameters: [UInt8]) throws(Refusal) -> [UInt8] {
        guard model.information != nil else { throw Refusal(.invalidCommand) }
        switch command {
        case .getInfo: return try getInfo(parameters)
        case .makeCredential: return try makeCredential(Parameters(parsing: parameters))
        case .getAssertion: return try getAssertion(Parameters(parsing: parameters))
        case .getNextAssertion: return try getNextAssertion()
        case .clientPIN: return try clientPIN(parameters)
        case .reset: return try reset()
        case .selection where model.speaksCTAP21: return try selection(parameters)
        case .credentialManagement where model.option("credMgmt") == true,
            .credentialManagementPreview where model.option("credentialMgmtPreview") == true:
            return try manageCredentials(Parameters(parsing: parameters))
        case .largeBlobs where model.option("largeBlobs") == true:
            return try largeBlobs(Parameters(parsing: parameters))
        case .authenticatorConfig where model.option("authnrCfg") == true:
            return try configure(Parameters(parsing: parameters))
        case .bioEnrollment where model.option("bioEnroll") != nil,
            .bioEnrollmentPreview where model.option("userVerificationMgmtPreview") != nil:
            return try bioEnrollment(Parameters(parsing: parameters))
        default: throw Refusal(.invalidCommand)
        }
    }
}

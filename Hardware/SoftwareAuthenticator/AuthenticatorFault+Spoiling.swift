import CTAPMessages

extension Set<AuthenticatorFault> {
    func isMute(afterAnswering count: Int) -> Bool {
        contains { fault in
            if case .mute(let limit) = fault { count > limit || limit == 0 } else { false }
        }
    }

    /// What becomes of a right answer.
    func spoil(_ plan: AnswerPlan, of request: AuthenticatorRequest) -> AnswerPlan {
        guard request.isCBOR else { return plan }
        // In a fixed order, since a set has none.
        return sorted { $0.description < $1.description }
            .reduce(into: plan) { plan, fault in
                switch fault {
                case .keepAliveForever:
                    plan.reply = nil
                    // Ten minutes outlast every deadline of a bench.
                    plan.duration = .seconds(600)
                    plan.keepAlive = .processing
                    plan.isCancellable = false
                case .slow(let delay):
                    plan.duration += delay
                    plan.keepAlive = plan.keepAlive ?? .processing
                case .oversize:
                    plan.reply?.announcedLength = 0xFFFF
                case .badCBOR:
                    // A map of two entries that ends after the first key.
                    plan.reply = .status(.success, [0xA2, 0x01])
                case .refuse(let command, let status):
                    guard request.payload.first == command else { return }
                    plan.reply = .status(CTAPStatus(rawValue: status))
                case .transportError(let code):
                    plan.reply = .error(CTAPHIDErrorCode(rawValue: code))
                case .mute, .drip, .wrongChannel, .wrongNonce:
                    break
                }
            }
    }

    /// What leaves the authenticator of an answer's reports.
    func cut(_ reports: [[UInt8]]) -> [[UInt8]] {
        contains(.drip) ? Array(reports.prefix(1)) : reports
    }
}

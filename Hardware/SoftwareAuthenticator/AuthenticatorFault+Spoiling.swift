import CBORTree
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
                case .status(let status, let other):
                    guard plan.reply?.payload.first == other else { return }
                    plan.reply = .status(CTAPStatus(rawValue: status))
                case .misreports(let command, let status, let other):
                    guard request.payload.first == command, plan.reply?.payload.first == other else { return }
                    plan.reply = .status(CTAPStatus(rawValue: status))
                case .notCanonical:
                    plan.reply = plan.reply.map(Self.disordered)
                default:
                    break
                }
            }
    }

    func isLax(_ laxity: Laxity) -> Bool { contains(.lax(laxity)) }

    /// What leaves the authenticator of an answer's reports.
    func cut(_ reports: [[UInt8]]) -> [[UInt8]] {
        contains(.drip) ? Array(reports.prefix(1)) : reports
    }

    /// The AAGUID that getInfo claims, where that is a lie.
    var claimedAAGUID: AAGUID? {
        for case .claims(let aaguid) in self { return aaguid }
        return nil
    }

    /// What becomes of right authenticator data before it is signed.
    func spoil(_ data: AuthenticatorData) -> AuthenticatorData {
        var data = data
        if contains(.wrongRPIDHash) { data.rpIDHash = data.rpIDHash.map { ~$0 } }
        if contains(.upClear) { data.flags.remove(.userPresent) }
        for case .attests(let aaguid) in self { data.credential?.aaguid = aaguid.bytes }
        return data
    }

    /// A signature of which one bit is another, in a place that leaves its DER whole.
    func spoil(signature: [UInt8]) -> [UInt8] {
        guard contains(.badSignature), let last = signature.last else { return signature }
        return signature.dropLast() + [last ^ 0x01]
    }

    /// The answer with the keys of its map from last to first.
    private static func disordered(_ reply: AuthenticatorReply) -> AuthenticatorReply {
        guard let entries = try? CBORItem(parsing: Array(reply.payload.dropFirst())).entries else { return reply }
        var reply = reply
        reply.payload = reply.payload.prefix(1) + CBORItem.map(CBORMap(entries.reversed())).encoded()
        return reply
    }
}

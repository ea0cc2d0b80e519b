import DeviceTransport

extension CheckEnd {
    /// What the end means for the report.
    var outcome: CheckOutcome {
        switch self {
        case .failed(let reason), .mute(let reason): .failed(reason)
        case .notApplicable(let reason): .notApplicable(reason)
        case .notRun(let party, let reason): .notRun(party, reason)
        case .unreachable(let error): Self.outcome(of: error)
        }
    }

    /// Why there is no point in going on with the device; `nil` where there is one.
    var farewell: String? {
        switch self {
        case .mute(let reason): reason
        case .unreachable(let error) where Self.lossCodes.contains(error.code): error.reason
        default: nil
        }
    }

    /// Whether the device is gone and may come back.
    var isLoss: Bool {
        guard case .unreachable(let error) = self else { return false }
        return [.deviceRemoved, .noSuchDevice, .cardRemoved, .noCard].contains(error.code)
    }

    private static let lossCodes: Set<TransportError.Code> = [
        .deviceRemoved, .noSuchDevice, .cardRemoved, .noCard, .serviceUnavailable, .deadlineExceeded, .cancelled,
    ]

    /// A guard that refuses means that a check asked for more than it declares: our mistake and no device's.
    private static func outcome(of error: TransportError) -> CheckOutcome {
        switch error.code {
        case .cancelled: .stopped
        case .refusedByGuard: .notRun(.us, error.reason)
        case .malformed: .failed(error.reason)
        default: .notRun(.bench, error.reason)
        }
    }
}

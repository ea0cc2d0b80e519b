import DeviceTransport

/// What the process returns: `sysexits.h` where it has a number, and three verdicts of our own.
///
/// `docs/exit-codes.md` holds the same table for people.
struct ExitStatus: RawRepresentable, Hashable, Sendable {
    let rawValue: Int32

    static let ok = Self(rawValue: 0)
    static let failed = Self(rawValue: 1)
    static let inconclusive = Self(rawValue: 2)
    static let usage = Self(rawValue: 64)
    static let badData = Self(rawValue: 65)
    static let noInput = Self(rawValue: 66)
    static let unavailable = Self(rawValue: 69)
    static let software = Self(rawValue: 70)
    static let inputOutput = Self(rawValue: 74)
    static let tryAgain = Self(rawValue: 75)
    static let noPermission = Self(rawValue: 77)
    static let deadline = Self(rawValue: 124)
    static let interrupted = Self(rawValue: 130)
}

extension ExitStatus {
    /// The status for a device that could not be talked to.
    init(_ code: TransportError.Code) {
        self = Self.byTransportCode[code] ?? .inputOutput
    }

    private static let byTransportCode: [TransportError.Code: Self] = [
        .serviceUnavailable: .unavailable,
        .unsupported: .unavailable,
        .noReaders: .noInput,
        .noSuchDevice: .noInput,
        .noCard: .noInput,
        .permissionDenied: .noPermission,
        .refusedByGuard: .noPermission,
        .heldByAnother: .tryAgain,
        .channelBusy: .tryAgain,
        .cardRemoved: .tryAgain,
        .cardReset: .tryAgain,
        .deviceRemoved: .tryAgain,
        .unresponsiveCard: .tryAgain,
        .deadlineExceeded: .deadline,
        .cancelled: .interrupted,
        .replayMismatch: .badData,
        .recordingExhausted: .badData,
        .malformed: .badData,
    ]
}

import DeviceTransport

/// What the process returns: `sysexits.h` where it has a number, and four verdicts of our own.
///
/// `docs/exit-codes.md` holds the same table for people.
enum ExitStatus: Int32, CaseIterable, Sendable {
    case ok = 0
    case failed = 1
    case inconclusive = 2
    case unfit = 3
    case usage = 64
    case badData = 65
    case noInput = 66
    case unavailable = 69
    case software = 70
    case inputOutput = 74
    case tryAgain = 75
    case noPermission = 77
    case deadline = 124
    case interrupted = 130
}

extension ExitStatus {
    /// Whether it answers what was asked, so that it counts only with the result; others say why there is none.
    var isAnswer: Bool { [.ok, .failed, .inconclusive, .unfit].contains(self) }

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
        .fileRefused: .noPermission,
        .replayMismatch: .badData,
        .recordingAltered: .badData,
        .recordingExhausted: .badData,
        .malformed: .badData,
    ]
}

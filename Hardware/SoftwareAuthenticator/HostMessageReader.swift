import CTAPMessages

/// Puts the host's reports together as an authenticator has to: one message at a time, every slip answered by its code.
///
/// Written from CTAP 2.1, 11.2.4 and 11.2.5, apart from the assembler that the client side uses, so that a mistake in
/// either shows.
struct HostMessageReader {
    /// What one report amounts to.
    enum Outcome: Equatable {
        /// More is to come, or the report is one to ignore.
        case nothing
        /// The first report of a longer message.
        case begun
        case message(channel: UInt32, command: UInt8, payload: [UInt8])
        case failed(channel: UInt32, CTAPHIDErrorCode)
    }

    private struct Partial {
        let channel: UInt32
        let command: UInt8
        let length: Int
        var payload: [UInt8]
        var nextSequence: UInt8 = 0
        let deadline: ContinuousClock.Instant
    }

    /// How long a message may stay unfinished (CTAP 2.1, 11.2.5.2 leaves the figure to the authenticator).
    static let timeout = Duration.milliseconds(500)

    private let faults: Set<AuthenticatorFault>
    private var partial: Partial?

    init(_ faults: Set<AuthenticatorFault> = []) {
        self.faults = faults
    }

    /// Whether a message has begun, and on which channel.
    var openChannel: UInt32? { partial?.channel }

    mutating func drop() {
        partial = nil
    }

    /// Takes one report; `isBusy` says whether a request is still being worked on.
    mutating func accept(
        _ report: [UInt8],
        at now: ContinuousClock.Instant,
        isBusy: Bool,
        knows: (UInt32) -> Bool
    ) -> Outcome {
        guard report.count == 64 else { return .nothing }
        if let open = partial, open.deadline <= now, !faults.isLax(.neverTimesOut) { partial = nil }
        let channel = report[..<4].reduce(0) { $0 << 8 | UInt32($1) }
        guard report[4] & 0x80 != 0 else { return proceed(channel, report) }
        let command = report[4] & 0x7F
        if let refusal = refusal(of: command, on: channel, isBusy: isBusy, knows: knows) { return refusal }
        let length = Int(report[5]) << 8 | Int(report[6])
        guard length <= 7609 || faults.isLax(.anyLength) else { return .failed(channel: channel, .invalidLength) }
        let payload = Array(report[7...].prefix(length))
        guard payload.count < length else { return .message(channel: channel, command: command, payload: payload) }
        partial = Partial(
            channel: channel,
            command: command,
            length: length,
            payload: payload,
            deadline: now + Self.timeout
        )
        return .begun
    }

    private mutating func refusal(
        of command: UInt8,
        on channel: UInt32,
        isBusy: Bool,
        knows: (UInt32) -> Bool
    ) -> Outcome? {
        let isInitialize = command == CTAPHIDCommand.initialize.rawValue
        // Broadcast is for INIT alone, and INIT for broadcast and channels that were given out.
        let isServed =
            switch channel {
            case CTAPHIDMessage.broadcast: isInitialize || faults.isLax(.broadcastServed)
            case 0: faults.isLax(.channelZero)
            default: knows(channel) || faults.isLax(.anyChannel)
            }
        guard isServed else { return .failed(channel: channel, .invalidChannel) }
        if isInitialize {
            if partial?.channel == channel, !faults.isLax(.initKeepsMessage) { partial = nil }
            return nil
        }
        if let open = partial {
            guard open.channel == channel else {
                return faults.isLax(.neverBusy) ? nil : .failed(channel: channel, .channelBusy)
            }
            partial = nil
            return faults.isLax(.interruptible) ? nil : .failed(channel: channel, .invalidSequence)
        }
        let isCancel = command == CTAPHIDCommand.cancel.rawValue
        return isBusy && !isCancel ? .failed(channel: channel, .channelBusy) : nil
    }

    private mutating func proceed(_ channel: UInt32, _ report: [UInt8]) -> Outcome {
        // A continuation that nobody waits for is ignored (CTAP 2.1, 11.2.5.4).
        guard var open = partial, open.channel == channel else {
            return faults.isLax(.strayAnswered) ? .failed(channel: channel, .invalidSequence) : .nothing
        }
        guard report[4] == open.nextSequence || faults.isLax(.anySequence) else {
            partial = nil
            return .failed(channel: channel, .invalidSequence)
        }
        open.payload += report[5...].prefix(open.length - open.payload.count)
        open.nextSequence += 1
        guard open.payload.count == open.length else {
            partial = open
            return .nothing
        }
        partial = nil
        return .message(channel: channel, command: open.command, payload: open.payload)
    }
}

import CTAPMessages

/// Watches the reports of one exchange pass: the request, the answer to it, and what came instead.
///
/// libfido2 folds everything that can go wrong into one number; this knows what it was.
struct ExchangeObserver {
    private var outgoing = CTAPHIDAssembler()
    private var incoming = CTAPHIDAssembler()
    /// The last request that went out whole.
    private(set) var request: CTAPHIDMessage?
    /// The message that answers it.
    private(set) var answer: CTAPHIDMessage?
    /// What does not make a message, the first of it.
    private(set) var framingError: CTAPHIDFramingError?
    private(set) var keepAliveCount = 0
    /// A channel on which something came that nobody asked on.
    private(set) var foreignChannel: UInt32?
    /// Whether an INIT answer echoed the nonce of someone else.
    private(set) var sawForeignNonce = false
    /// How much of an unfinished answer is there, and how much was announced.
    private(set) var progress: (received: Int, announced: Int)?

    /// Whether an answer has begun, has not ended, and still can.
    var isMidAnswer: Bool { progress != nil && framingError == nil && answer == nil }

    /// Notes a report on its way to the device.
    mutating func willWrite(_ report: [UInt8]) {
        // libfido2 frames its own requests; what does not fit is the business of the device.
        guard let message = try? outgoing.accept(report) else { return }
        request = message
        answer = nil
        framingError = nil
        keepAliveCount = 0
        foreignChannel = nil
        sawForeignNonce = false
        progress = nil
        incoming = CTAPHIDAssembler()
    }

    /// Notes a report from the device, and says whether it belongs to the request.
    ///
    /// hidraw hands every report to everybody who has the node open, so that answers to other programs pass here too.
    mutating func didRead(_ report: [UInt8]) -> Bool {
        guard let request else { return false }
        let channel = report.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        guard channel == request.channel else {
            foreignChannel = channel
            return false
        }
        do throws(CTAPHIDFramingError) {
            if let message = try incoming.accept(report) { return take(message, for: request) }
            advance(report)
        } catch {
            guard case .padding(let message) = error else {
                framingError = framingError ?? error
                return true
            }
            return take(message, for: request)
        }
        return true
    }

    private mutating func take(_ message: CTAPHIDMessage, for request: CTAPHIDMessage) -> Bool {
        if message.command == .keepalive {
            keepAliveCount += 1
            return true
        }
        if request.command == .initialize, message.command == .initialize,
            !message.payload.starts(with: request.payload)
        {
            sawForeignNonce = true
            return false
        }
        answer = message
        progress = nil
        return true
    }

    private mutating func advance(_ report: [UInt8]) {
        if report[4] & 0x80 != 0 {
            progress = (report.count - 7, Int(report[5]) << 8 | Int(report[6]))
        } else if let (received, announced) = progress {
            progress = (received + report.count - 5, announced)
        }
    }
}

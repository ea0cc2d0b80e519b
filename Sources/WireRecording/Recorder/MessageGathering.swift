import CTAPMessages

/// Collects the reports of one message, and gives up at the first that does not belong to it.
struct MessageGathering {
    enum Outcome {
        /// More reports are wanted.
        case incomplete
        /// The reports are exactly the framing of this message.
        case message(CTAPHIDMessage, [[UInt8]])
        /// The reports are no message, or one in another framing than the only right one.
        case loose([[UInt8]])
    }

    private var pending: [[UInt8]] = []
    private var assembler = CTAPHIDAssembler()

    mutating func accept(_ report: [UInt8]) -> Outcome {
        pending.append(report)
        do throws(CTAPHIDFramingError) {
            guard let message = try assembler.accept(report) else { return .incomplete }
            let reports = drain()
            return try message.reports() == reports ? .message(message, reports) : .loose(reports)
        } catch {
            return .loose(drain())
        }
    }

    /// What was collected of a message that will not be completed.
    mutating func drain() -> [[UInt8]] {
        defer {
            pending = []
            assembler = CTAPHIDAssembler()
        }
        return pending
    }
}

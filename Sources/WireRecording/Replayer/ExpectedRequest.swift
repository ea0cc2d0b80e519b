import CTAPMessages
import DeviceTransport

/// One recorded request as the reports that a host has to send, compared byte by byte as they come.
///
/// Live bytes are never parsed before they equal the recorded ones. At the first difference the rest of the message is
/// awaited, only to show both sides in full.
struct ExpectedRequest {
    /// Where live and recorded reports part.
    struct Difference: Hashable {
        let report: Int
        let byte: Int
        /// `nil` where the recorded message has no such report.
        let expected: UInt8?
        let actual: UInt8?
    }

    let event: RecordedEvent
    let message: CTAPHIDMessage
    let payload: MaskedBytes
    private let reports: [[UInt8]]
    private(set) var received: [[UInt8]] = []
    private(set) var difference: Difference?

    init?(_ event: RecordedEvent, _ names: LiveNames) {
        guard case .message(.out, let recorded) = event.kind else { return nil }
        let channel = names.channel(recorded.channel)
        message = CTAPHIDMessage(
            channel: channel,
            command: recorded.command,
            payload: names.filled(recorded.payload, on: channel)
        )
        guard let reports = try? message.reports() else { return nil }
        self.event = event
        self.reports = reports
        payload = recorded.payload
    }

    /// Whether every report came and none differs.
    var isMatched: Bool { difference == nil && received.count == reports.count }

    /// What the host has sent so far, if it is a message.
    var receivedMessage: CTAPHIDMessage? {
        var assembler = CTAPHIDAssembler()
        for report in received {
            guard let message = try? assembler.accept(report) else { continue }
            return message
        }
        return nil
    }

    /// Whether the host may still be in the middle of a message, given that it is another one than recorded.
    var mayContinue: Bool {
        var assembler = CTAPHIDAssembler()
        do throws(CTAPHIDFramingError) {
            for report in received where try assembler.accept(report) != nil { return false }
        } catch {
            return false
        }
        return assembler.isMidMessage
    }

    /// How many reports of the recorded message are still to come.
    var outstanding: Int { max(0, reports.count - received.count) }

    mutating func accept(_ report: [UInt8]) {
        let index = received.count
        received.append(report)
        guard difference == nil else { return }
        guard index < reports.count else {
            difference = Difference(report: index, byte: 0, expected: nil, actual: report.first)
            return
        }
        let wanted = reports[index]
        guard report != wanted else { return }
        for byte in 0..<max(report.count, wanted.count) {
            let expected = byte < wanted.count ? wanted[byte] : nil
            let actual = byte < report.count ? report[byte] : nil
            if expected != actual, !isFree(Self.payloadOffset(report: index, byte: byte)) {
                difference = Difference(report: index, byte: byte, expected: expected, actual: actual)
                return
            }
        }
    }

    private func isFree(_ position: Int?) -> Bool {
        guard let position else { return false }
        return payload.masks.contains { $0.rule.isFree && $0.range.contains(position) }
    }

    /// Which byte of the message a byte of a report carries; `nil` for one of the frame.
    static func payloadOffset(report: Int, byte: Int) -> Int? {
        if report == 0 { return byte >= 7 ? byte - 7 : nil }
        return byte >= 5 ? 57 + (report - 1) * 59 + byte - 5 : nil
    }
}

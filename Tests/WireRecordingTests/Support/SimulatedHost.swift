import CTAPMessages
import DeviceTransport
import Testing

@testable import WireRecording

/// A host that says what a recording says, with a nonce and channels of its own, and can make one mistake.
struct SimulatedHost {
    /// One wrong bit in the reports of one request.
    struct Flip: Hashable {
        let event: Int
        let report: Int
        let byte: Int
        let bit: Int
    }

    enum Outcome: Hashable {
        case completed
        /// The device's answer does not echo the nonce that the host chose: a real host drops it.
        case notEchoed
        case failed(event: Int)
    }

    static let nonce: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
    var flip: Flip?
    private var names = LiveNames()

    init(flip: Flip? = nil) {
        self.flip = flip
        let sample = MaskedBytes(Self.nonce, masks: [Mask(offset: 0, length: 8, rule: .initNonce)])
        names.learn(Self.nonce, as: sample, on: CTAPHIDMessage.broadcast)
    }

    /// The reports of a recorded request as this host sends them, before any mistake.
    func reports(of event: RecordedEvent) throws -> [[UInt8]] {
        switch event.kind {
        case .message(.out, let message):
            let channel = names.channel(message.channel)
            let payload = names.filled(message.payload, on: channel)
            return try CTAPHIDMessage(channel: channel, command: message.command, payload: payload).reports()
        case .report(.out, let report):
            return [names.filled(report, on: names.channel(ofLoose: report))]
        default:
            return []
        }
    }

    /// Says what a recording says, to a replay of it or of another one, to its end or until something is wrong.
    func play(_ recording: Recording, against other: Recording? = nil) throws -> (Outcome, TransportError?) {
        try play(recording, on: Replay(other ?? recording))
    }

    /// Says what a recording says, to any replay.
    func play(_ recording: Recording, on replay: Replay) throws -> (Outcome, TransportError?) {
        var event = 0
        do {
            for channel in recording.header.channels {
                var open: (any AnyObject & Sendable)?
                for next in recording.events(on: channel.id) {
                    event = next.number
                    if case .failure(let failure) = next.kind, failure.call == .connect {
                        #expect(throws: failure.error(subject: "")) { try connect(channel, replay) }
                    } else if case .connect = next.kind {
                        open = try connect(channel, replay)
                    } else if let open = open as? ReplayingReportChannel {
                        if try !play(next, on: open) { return (.notEchoed, nil) }
                    } else if let open = open as? ReplayingSmartCardChannel {
                        try play(next, on: open)
                    }
                }
            }
            try replay.finish()
            return (.completed, nil)
        } catch let error as TransportError {
            return (.failed(event: event), error)
        }
    }

    private func connect(_ channel: RecordedChannel, _ replay: Replay) throws -> any AnyObject & Sendable {
        switch channel.kind {
        case .ctapHID: try replay.openReportChannel(channel)
        case .smartCard: try replay.openSmartCardChannel(channel)
        case .secondConnection, .slotWatch: throw TransportError(.unsupported, operation: "connect")
        }
    }

    private func play(_ event: RecordedEvent, on channel: ReplayingSmartCardChannel) throws {
        switch event.kind {
        case .apdu(.out, let command): _ = try channel.transmit(command.bytes, within: .zero)
        case .attribute(let tag): _ = try channel.attribute(tag, within: .zero)
        case .control(let code, let input): _ = try channel.control(code, input, within: .zero)
        case .reset(let kind): _ = try channel.reset(kind, within: .zero)
        case .close: channel.close()
        default: break
        }
    }

    private func play(_ event: RecordedEvent, on channel: ReplayingReportChannel) throws -> Bool {
        switch event.kind {
        case .message(.out, _), .report(.out, _):
            for (index, report) in try reports(of: event).enumerated() {
                var report = report
                if let flip, flip.event == event.number, flip.report == index { report[flip.byte] ^= 1 << flip.bit }
                try channel.write(report, within: .zero)
            }
            return true
        case .message(.in, let message):
            let live = names.channel(message.channel)
            let payload = names.filled(message.payload, on: live)
            let wanted = CTAPHIDMessage(channel: live, command: message.command, payload: payload)
            for report in try wanted.reports() {
                guard try channel.read(within: .zero) == report else { return false }
            }
            return true
        case .keepAlive, .report, .timeout:
            _ = try channel.read(within: .zero)
            return true
        case .close:
            channel.close()
            return true
        default:
            return true
        }
    }
}

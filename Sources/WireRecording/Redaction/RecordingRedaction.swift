import CTAPMessages
import DeviceTransport
import Glibc
import Synchronization

/// Makes a new recording of one that is there, with less in it.
///
/// The recording happens again under the rules that recorders follow, so there is no second set of them. What was hashed
/// before stays as it is: a hash of a hash would tell nothing more, and match nothing.
package struct RecordingRedaction: Sendable {
    private let redaction: Redaction

    package init(_ redaction: Redaction) {
        self.redaction = redaction
    }

    /// What became of a recording.
    package struct Outcome: Hashable, Sendable {
        package let events: Int
        /// How many of them are others now.
        package let changed: Int
        package let integrity: RecordingIntegrity
    }

    /// Writes a recording's redacted copy under a draft's name, then gives it its own; nothing is left where that fails.
    ///
    /// A copy of an incomplete recording is incomplete.
    ///
    /// - Throws: `RecordingError` for what is no recording; `TransportError` with `fileExists` when something has that
    ///   name already, and with `recordingAltered` for a recording that was altered: a copy would hide it.
    package func copy(_ source: RecordingReader, to path: String) throws -> Outcome {
        let draft = "\(path).incomplete-\(getpid())"
        let clock = Mutex(Duration.zero)
        let writer: RecordingWriter
        do throws(TransportError) {
            writer = try RecordingWriter(creating: draft, header: header(source.header)) { clock.withLock(\.self) }
        } catch {
            throw error.adding(subject: path)
        }
        defer { unlink(draft) }
        var stages: [String: Stage] = [:]
        var events = 0
        var changed = 0
        while let event = try source.next() {
            clock.withLock { $0 = .milliseconds(event.milliseconds) }
            let channel = source.header.channels.first { $0.id == event.channel }
            var kind = event.kind
            if let channel {
                var stage = stages[channel.id] ?? Stage(redaction(after: source.header))
                kind = try stage.play(kind)
                stages[channel.id] = stage
            }
            try writer.append(kind, on: channel)
            events += 1
            if kind != event.kind { changed += 1 }
        }
        let integrity = source.integrity ?? .incomplete(.noEnd)
        if case .altered = integrity {
            throw TransportError(.recordingAltered, operation: "redact", subject: source.path, detail: "\(integrity)")
        }
        if integrity == .complete { try writer.finish() }
        guard link(draft, path) == 0 else {
            throw TransportError("link", file: path, number: errno)
        }
        return Outcome(events: events, changed: changed, integrity: integrity)
    }

    /// The policy without what an earlier one has hashed.
    private func redaction(after header: RecordingHeader) -> Redaction {
        let earlier = header.redaction ?? .standard
        var policy = redaction.policy
        policy.hashed.subtract(earlier.hashed.map(\.kind))
        return Redaction(policy: policy, campaign: redaction.campaign)
    }

    private func header(_ header: RecordingHeader) -> RecordingHeader {
        let earlier = header.redaction ?? .standard
        let added = Redaction(policy: redaction.policy, campaign: redaction.campaign).record ?? .standard
        let both = earlier.followed(by: added)
        return RecordingHeader(
            version: header.version,
            tool: header.tool,
            capturedAt: header.capturedAt,
            clock: header.clock,
            device: header.device,
            channels: header.channels,
            redacted: header.redacted,
            redaction: both == .standard ? nil : both,
            seed: header.seed
        )
    }
}

/// One channel of a recording, as the recorder would have written it.
private struct Stage {
    private var people: KeyRedaction
    private var card: CardTranscript

    init(_ redaction: Redaction) {
        people = KeyRedaction(redaction)
        card = CardTranscript(redaction)
    }

    mutating func play(_ kind: RecordedEvent.Kind) throws(TransportError) -> RecordedEvent.Kind {
        switch kind {
        case .message(let direction, let message):
            let bytes =
                switch direction {
                case .out: people.request(message.payload.bytes, of: message.command, on: message.channel)
                case .in: people.answer(message.payload.bytes, of: message.command, on: message.channel)
                }
            let payload = MaskedBytes(bytes, masks: message.payload.masks)
            let changed = RecordedMessage(channel: message.channel, command: message.command, payload: payload)
            return .message(direction, changed)
        case .report(.in, let report) where people.awaitsPersonalData && report.bytes.count > 7:
            return .report(.in, report.hiding(7..<report.bytes.count))
        case .apdu(.out, let command):
            guard case .apdu(_, let written) = try card.command(command.bytes) else { return kind }
            return .apdu(.out, written.masked(as: command))
        case .apdu(.in, let answer):
            guard case .apdu(_, let written) = card.answer(answer.bytes) else { return kind }
            return .apdu(.in, written.masked(as: answer))
        default:
            return kind
        }
    }
}

extension MaskedBytes {
    /// The same bytes with another's masks over them as well, all of them of the rule for what is left out.
    fileprivate func masked(as other: MaskedBytes) -> Self {
        let before = Set(other.masks.flatMap(\.range))
        let covered = before.union(masks.flatMap(\.range))
        guard covered != before else { return MaskedBytes(bytes, masks: other.masks) }
        var runs: [Range<Int>] = []
        for position in covered.sorted() {
            if let last = runs.last, last.upperBound == position {
                runs[runs.count - 1] = last.lowerBound..<position + 1
            } else {
                runs.append(position..<position + 1)
            }
        }
        return MaskedBytes(bytes, masks: runs.map { Mask($0, .redacted) })
    }

    fileprivate func hiding(_ range: Range<Int>) -> Self {
        MaskedBytes(bytes, masks: masks.filter { !$0.range.overlaps(range) } + [Mask(range, .redacted)])
    }
}

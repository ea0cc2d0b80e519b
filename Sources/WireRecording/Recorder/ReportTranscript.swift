package import DeviceTransport

/// Turns the reports of one CTAPHID interface into the events of a recording, with nothing secret left in them.
///
/// The recorder uses it below libfido2; an importer can use it on reports that somebody else wrote down.
package struct ReportTranscript: Sendable {
    /// What may be sent now, and how it is written down.
    package struct Parcel: Sendable {
        package var reports: [[UInt8]] = []
        package var events: [RecordedEvent.Kind] = []
    }

    private var transcript: ChannelTranscript
    private var restriction: RecordingGuard
    private var outgoing = MessageGathering()
    private var incoming = MessageGathering()

    /// A transcript of what may be on this channel; `told` is what other channels of the recording have heard.
    package init(
        redaction: Redaction = Redaction(),
        keeping kept: KeptTraffic = .ceremonies,
        told: ToldValues = ToldValues()
    ) {
        var fields = SecretFields()
        // Nothing secret gets through, so there is nothing to mask and to hold again.
        if kept == .harmless { fields.rules = [] }
        self.init(fields: fields, redaction: redaction, keeping: kept, told: told)
    }

    init(
        fields: SecretFields,
        redaction: Redaction = Redaction(),
        keeping kept: KeptTraffic = .ceremonies,
        told: ToldValues = ToldValues()
    ) {
        transcript = ChannelTranscript(fields: fields, redaction: redaction, told: told)
        restriction = RecordingGuard(keeping: kept)
    }

    /// Expects other traffic from here on, as between a check that sends no PIN and one that does.
    mutating func keep(_ kept: KeptTraffic) {
        restriction.kept = kept
        transcript.mask(by: kept == .harmless ? [] : Set(MaskRule.allCases))
    }

    /// Takes a report from the host; an empty parcel while more of its message is wanted.
    ///
    /// - Throws: `refusedByGuard` for what no recording can hold; nothing of it is to be sent or kept.
    package mutating func send(_ report: [UInt8]) throws(TransportError) -> Parcel {
        switch outgoing.accept(report) {
        case .incomplete:
            return Parcel()
        case .message(let message, let reports):
            try restriction.check(message)
            return Parcel(reports: reports, events: [transcript.request(message)])
        case .loose(let reports):
            return try parcel(loose: reports)
        }
    }

    /// What was taken of a message that the host will not complete.
    ///
    /// - Throws: `refusedByGuard`, as ``send(_:)`` does.
    package mutating func drainSent() throws(TransportError) -> Parcel { try parcel(loose: outgoing.drain()) }

    /// Takes a report from the device.
    package mutating func receive(_ report: [UInt8]) -> [RecordedEvent.Kind] {
        switch incoming.accept(report) {
        case .incomplete: []
        case .message(let message, _): [transcript.response(message)]
        case .loose(let reports): events(of: reports, .in)
        }
    }

    /// What came of a message that something else has interrupted.
    package mutating func drainReceived() -> [RecordedEvent.Kind] { events(of: incoming.drain(), .in) }

    private mutating func parcel(loose reports: [[UInt8]]) throws(TransportError) -> Parcel {
        try restriction.check(loose: reports)
        return Parcel(reports: reports, events: events(of: reports, .out))
    }

    private mutating func events(of reports: [[UInt8]], _ direction: RecordedEvent.Direction) -> [RecordedEvent.Kind] {
        var events: [RecordedEvent.Kind] = []
        for report in reports { events.append(transcript.report(report, direction)) }
        return events
    }
}

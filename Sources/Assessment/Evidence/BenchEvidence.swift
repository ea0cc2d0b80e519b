package import Vocabulary

/// What the bench observed, reduced to what a verdict asks for.
///
/// The command line fills it from probe facts, live or replayed. It holds no duration, no node and no serial number, so
/// that both give the same verdict.
package struct BenchEvidence: Hashable, Sendable {
    package var devices: [ObservedDevice]

    package init(devices: [ObservedDevice] = []) {
        self.devices = devices
    }

    /// Nothing was attached, or nobody looked.
    package static let none = Self()
}

/// One device that was on the bench.
package struct ObservedDevice: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case reader
        case securityKey = "security-key"
    }

    package var kind: Kind
    /// The reader's or the product's name.
    package var name: String
    /// Whether a card in the reader answered a command; nil when there was no card to ask.
    package var cardAnswered: Bool?
    /// Whether the PC/SC daemon offered the reader; without it nobody knows what is in it.
    package var isOffered: Bool
    /// The model the key says it is, as UUID text: a claim and no more.
    package var aaguid: String?
    /// The firmware the key says it runs: a claim and no more.
    package var firmware: String?
    /// Where it was seen: `recording:event`.
    package var reference: String
    /// The day on which it was recorded (UTC); nil where nothing was.
    package var recordedOn: CalendarDate?
    /// What is amiss with its recording, as in `incomplete: there is no end event`; nil for a whole one.
    package var recordingFlaw: String?

    package init(
        kind: Kind,
        name: String,
        cardAnswered: Bool? = nil,
        isOffered: Bool = true,
        aaguid: String? = nil,
        firmware: String? = nil,
        reference: String,
        recordedOn: CalendarDate? = nil,
        recordingFlaw: String? = nil
    ) {
        self.kind = kind
        self.name = name
        self.cardAnswered = cardAnswered
        self.isOffered = isOffered
        self.aaguid = aaguid
        self.firmware = firmware
        self.reference = reference
        self.recordedOn = recordedOn
        self.recordingFlaw = recordingFlaw
    }

    /// The file of its recording: the reference without its event.
    var recording: String { String(reference.prefix { $0 != ":" }) }
}

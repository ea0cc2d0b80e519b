import Assessment
import CapabilityProbe
import CTAPMessages
import WireRecording

extension BenchEvidence {
    /// What the verdict may use of the facts, each with the recorded event that shows it.
    init(_ outcomes: [(name: String, facts: DeviceFacts, events: [RecordedEvent])]) {
        self.init(devices: outcomes.flatMap { ObservedDevice.all(in: $0.facts, recording: $0.name, $0.events) })
    }
}

extension ObservedDevice {
    fileprivate static func all(
        in facts: DeviceFacts,
        recording: String,
        _ events: [RecordedEvent]
    ) -> [ObservedDevice] {
        var devices: [ObservedDevice] = []
        if let key = facts.securityKey {
            let event = events.first { $0.showsInformation }
            devices.append(
                ObservedDevice(
                    kind: .securityKey,
                    name: facts.identity.name,
                    aaguid: key.aaguid?.description,
                    firmware: key.information?.firmwareVersion.map(String.init),
                    reference: reference(recording, event)
                )
            )
        }
        for (slot, reader) in facts.readers.enumerated() {
            let channel = RecordedChannel.slot(slot).id
            let event = events.first { $0.channel == channel && $0.showsCardAnswer }
            devices.append(
                ObservedDevice(
                    kind: .reader,
                    name: reader.name,
                    cardAnswered: reader.cardAnswered,
                    reference: reference(recording, event ?? events.first { $0.channel == channel })
                )
            )
        }
        return devices
    }

    private static func reference(_ recording: String, _ event: RecordedEvent?) -> String {
        event.map { "\(recording):\($0.number)" } ?? recording
    }
}

extension ReaderFacts {
    /// `nil` when there was no card to ask.
    fileprivate var cardAnswered: Bool? {
        switch slot {
        case .card: card != nil
        case .mute: false
        case .empty, .unavailable: nil
        }
    }
}

extension RecordedEvent {
    /// The answer to getInfo: the first CTAPHID_CBOR message from the key.
    fileprivate var showsInformation: Bool {
        if case .message(.in, let message) = kind { message.command == .cbor } else { false }
    }

    fileprivate var showsCardAnswer: Bool {
        if case .apdu(.in, _) = kind { true } else { false }
    }
}

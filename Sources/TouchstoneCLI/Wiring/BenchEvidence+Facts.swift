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
            devices.append(
                ObservedDevice(
                    kind: .securityKey,
                    name: facts.identity.name,
                    aaguid: key.aaguid?.description,
                    firmware: key.information?.firmwareVersion.map(String.init),
                    reference: keyReference(recording, events)
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

    /// Where a key said what it is.
    static func keyReference(_ recording: String, _ events: [RecordedEvent]) -> String {
        reference(recording, events.first { $0.showsInformation })
    }

    /// Where a key answered who vouches for it; `nil` where it gave no answer.
    static func attestationReference(_ recording: String, _ events: [RecordedEvent]) -> String? {
        var isAsked = false
        var answer: RecordedEvent?
        for event in events {
            switch event.kind {
            case .message(.out, let message) where message.command == .cbor:
                isAsked = message.payload.bytes.first == CTAPCommand.makeCredential.rawValue
            case .message(.out, let message) where message.command == .message:
                // U2F_REGISTER (U2F raw messages 1.2, 4.1).
                isAsked = message.payload.bytes.dropFirst().first == 0x01
            case .message(.in, let message) where isAsked && [.cbor, .message].contains(message.command):
                answer = event
            default: continue
            }
        }
        return answer.map { reference(recording, $0) }
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

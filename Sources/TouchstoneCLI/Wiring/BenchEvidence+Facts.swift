import Assessment
import BenchInventory
import CTAPMessages
import CapabilityProbe
import WireRecording

extension BenchEvidence {
    /// What the verdict may use of the facts, each with the recorded event that shows it.
    init(_ devices: [ObservedBench.Device]) {
        self.init(
            devices: devices.flatMap { device in
                ObservedDevice.all(in: device.facts, recording: device.name, device.references)
                    .map { seen in
                        var seen = seen
                        seen.recordedOn = Day.of(device.moment)
                        seen.recordingFlaw = device.recordingFlaw
                        return seen
                    }
            }
        )
    }
}

extension ObservedDevice {
    fileprivate static func all(
        in facts: DeviceFacts,
        recording: String,
        _ references: EventReferences
    ) -> [ObservedDevice] {
        var devices: [ObservedDevice] = []
        if let key = facts.securityKey {
            devices.append(
                ObservedDevice(
                    kind: .securityKey,
                    name: facts.identity.name,
                    aaguid: key.aaguid?.description,
                    firmware: key.information?.firmwareVersion.map(String.init),
                    reference: keyReference(recording, references)
                )
            )
        }
        for (slot, reader) in facts.readers.enumerated() {
            devices.append(
                ObservedDevice(
                    kind: .reader,
                    name: reader.name,
                    cardAnswered: reader.cardAnswered,
                    reference: reference(recording, references.card(on: .slot(slot)))
                )
            )
        }
        // A smartcard interface with no slot: the daemon was down, or does not know the model.
        let isReader = facts.identity.kind != .securityKey
        if isReader, facts.readers.isEmpty, !facts.troubles.contains(where: { $0.face == .reader }) {
            devices.append(
                ObservedDevice(
                    kind: .reader,
                    name: facts.identity.name,
                    isOffered: false,
                    reference: reference(recording, nil)
                )
            )
        }
        return devices
    }

    /// Where a key said what it is.
    static func keyReference(_ recording: String, _ references: EventReferences) -> String {
        reference(recording, references.information)
    }

    /// Where a key answered who vouches for it; `nil` where it gave no answer.
    static func attestationReference(_ recording: String, _ references: EventReferences) -> String? {
        references.attestation.map { reference(recording, $0) }
    }

    private static func reference(_ recording: String, _ event: Int?) -> String {
        event.map { "\(recording):\($0)" } ?? recording
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

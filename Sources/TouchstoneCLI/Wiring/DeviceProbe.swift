import CapabilityProbe
import DeviceTransport
import FIDO2Driver
import SafetyGuard
import ThreadExecutor

/// Asks one device what it is, face by face, with nothing that changes it.
struct DeviceProbe: Sendable {
    /// How long the device may take for one answer.
    let limit: Duration
    /// How keys whose faces have a seed are asked who vouches for them.
    var attestation: AttestationAsking?

    /// A face that answers each question just in time still comes to an end, and so does a wait for a touch.
    private func wholeLimit(of faces: some DeviceFaces) -> Duration {
        guard let attestation, faces.attestationSeed != nil else { return limit * 8 }
        return limit * 8 + attestation.touchLimit + .seconds(2)
    }

    /// The facts of a device; a face that cannot be reached is a trouble among them.
    ///
    /// - Throws: `replayMismatch` and `recordingExhausted`, which are faults of a recording and say nothing of a device,
    ///   and `inputOutput` when a recording cannot be written.
    func facts(of faces: some DeviceFaces) async throws(TransportError) -> DeviceFacts {
        var facts = DeviceFacts(identity: faces.identity)
        if faces.hasSecurityKey {
            let ceremony = CeremonyUnderWay()
            switch await probe(
                faces,
                at: .key,
                takingBack: ceremony,
                body: { faces, thread throws(TransportError) in try securityKey(faces, thread, ceremony) }
            ) {
            case .success(let key): facts.securityKey = key
            case .failure(let error): facts.troubles.append(try Self.trouble(error, at: .securityKey))
            }
        }
        for slot in 0..<faces.slotCount {
            switch await probe(
                faces,
                at: .slot(slot),
                body: { faces, thread throws(TransportError) in
                    try reader(faces, slot, thread)
                }
            ) {
            case .success(let found):
                facts.readers.append(found.facts)
                if let error = found.error { facts.troubles.append(try Self.trouble(error, at: .card)) }
            case .failure(let error): facts.troubles.append(try Self.trouble(error, at: .reader))
            }
        }
        try faces.finish()
        return facts
    }

    /// Runs a body on a thread of its own, and tells the faces when it was given up.
    private func probe<Faces: DeviceFaces, Value: Sendable>(
        _ faces: Faces,
        at face: OpenedFace,
        takingBack ceremony: CeremonyUnderWay? = nil,
        body: @escaping @Sendable (Faces, DeviceThread) throws(TransportError) -> Value
    ) async -> Result<Value, TransportError> {
        do {
            let thread = try DeviceThread(name: faces.identity.name)
            return try await withTaskCancellationHandler {
                .success(try await thread.run("probe", within: wholeLimit(of: faces)) { try body(faces, thread) })
            } onCancel: {
                ceremony?.takeBack()
                // Nothing else that a probe asks leaves anything behind, so the device can be left in the middle of it.
                thread.cancel("probe")
            }
        } catch let error as TransportError {
            faces.gaveUp(error, at: face)
            return .failure(error)
        } catch {
            return .failure(TransportError(.cancelled, operation: "probe", subject: faces.identity.name))
        }
    }

    private func securityKey(
        _ faces: some DeviceFaces,
        _ thread: DeviceThread,
        _ ceremony: CeremonyUnderWay
    ) throws(TransportError) -> SecurityKeyFacts {
        let channel = try faces.openKey(on: thread, within: limit)
        let danger: DangerClass = faces.attestationSeed == nil ? .d0 : .d1
        let client = LibFIDO2Client(over: GuardedReportChannel(wrapping: channel, allowing: danger))
        defer { client.close() }
        var facts = try SecurityKeyProbe.run(client: client, within: limit)
        guard let attestation, let seed = faces.attestationSeed else { return facts }
        facts.attestation = try ceremony.during(client) { () throws(TransportError) in
            try attestation.ask(facts, of: faces.identity.name, seed: seed, client: client)
        }
        return facts
    }

    private func reader(
        _ faces: some DeviceFaces,
        _ slot: Int,
        _ thread: DeviceThread
    ) throws(TransportError) -> (facts: ReaderFacts, error: TransportError?) {
        let (channel, content, error) = try openSlot(faces, slot, thread)
        defer { channel.close() }
        let guarded = GuardedSmartCardChannel(wrapping: channel, allowing: .d0)
        let name = ReaderName(channel.readerName).withoutSerialNumber
        let attributes = try ReaderProbe.run(channel: guarded, within: limit)
        guard content == .card else { return (ReaderFacts(name: name, slot: content, attributes: attributes), error) }
        let card = try SmartCardProbe.run(channel: guarded, within: limit)
        return (ReaderFacts(name: name, slot: .card, attributes: attributes, card: card), nil)
    }

    /// Opens the card, or the reader alone where there is none that answers.
    private func openSlot(
        _ faces: some DeviceFaces,
        _ slot: Int,
        _ thread: DeviceThread
    ) throws(TransportError) -> (any SmartCardChannel, ReaderFacts.Slot, TransportError?) {
        do throws(TransportError) {
            return (try faces.openSlot(slot, isDirect: false, on: thread, within: limit), .card, nil)
        } catch  where error.code == .noCard || error.code == .unresponsiveCard {
            let isMute = error.code == .unresponsiveCard
            let channel = try faces.openSlot(slot, isDirect: true, on: thread, within: limit)
            return (channel, isMute ? .mute : .empty, isMute ? error : nil)
        }
    }

    private static func trouble(_ error: TransportError, at face: Trouble.Face) throws(TransportError) -> Trouble {
        switch error.code {
        case .replayMismatch, .recordingExhausted, .cancelled: throw error
        default: return Trouble(error, at: face)
        }
    }
}

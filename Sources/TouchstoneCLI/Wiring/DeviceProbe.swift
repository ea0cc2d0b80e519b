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

    /// A face that answers each question just in time still comes to an end.
    private var wholeLimit: Duration { limit * 8 }

    /// The facts of a device; a face that cannot be reached is a trouble among them.
    ///
    /// - Throws: `replayMismatch` and `recordingExhausted`, which are faults of a recording and say nothing of a device,
    ///   and `inputOutput` when a recording cannot be written.
    func facts(of faces: some DeviceFaces) async throws(TransportError) -> DeviceFacts {
        var facts = DeviceFacts(identity: faces.identity)
        if faces.hasSecurityKey {
            switch await probe(faces, at: .key, body: securityKey) {
            case .success(let key): facts.securityKey = key
            case .failure(let error): facts.troubles.append(try Self.trouble(error, at: .securityKey))
            }
        }
        for slot in 0..<faces.slotCount {
            switch await probe(
                faces,
                at: .slot(slot),
                body: { faces, thread in
                    try await question(thread) { () throws(TransportError) in try reader(faces, slot, thread) }
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

    /// Runs a body with a thread of its own, and tells the faces when it was given up.
    private func probe<Faces: DeviceFaces, Value: Sendable>(
        _ faces: Faces,
        at face: OpenedFace,
        body: @escaping @Sendable (Faces, DeviceThread) async throws -> Value
    ) async -> Result<Value, TransportError> {
        do {
            return .success(try await body(faces, DeviceThread(name: faces.identity.name)))
        } catch let error as TransportError {
            faces.gaveUp(error, at: face)
            return .failure(error)
        } catch {
            return .failure(TransportError(.cancelled, operation: "probe", subject: faces.identity.name))
        }
    }

    /// Asks something on the thread.
    private func question<Value: Sendable>(
        _ thread: DeviceThread,
        _ body: @escaping @Sendable () throws(TransportError) -> Value
    ) async throws -> Value {
        try await withTaskCancellationHandler {
            try await thread.run("probe", within: wholeLimit) { try body() }
        } onCancel: {
            // Nothing that is asked here leaves anything behind, so the device can be left in the middle of it.
            thread.cancel("probe")
        }
    }

    private func securityKey(_ faces: some DeviceFaces, _ thread: DeviceThread) async throws -> SecurityKeyFacts {
        let danger: DangerClass = faces.attestationSeed == nil ? .d0 : .d1
        let (key, facts) = try await question(thread) { () throws(TransportError) in
            let key = OpenKey(over: try faces.openKey(on: thread, within: limit), allowing: danger)
            do throws(TransportError) {
                return (key, try SecurityKeyProbe.run(client: key.client, within: limit))
            } catch {
                key.client.close()
                throw error
            }
        }
        let whole: Result<SecurityKeyFacts, any Error>
        do {
            whole = .success(try await attested(facts, of: faces, over: key, on: thread))
        } catch {
            whole = .failure(error)
        }
        // On a thread that was given up nothing is closed: the call under way holds the channel.
        try? await thread.run("close", within: limit) { key.client.close() }
        return try whole.get()
    }

    /// The facts with what came of asking who vouches for the key, where that is to be asked.
    private func attested(
        _ facts: SecurityKeyFacts,
        of faces: some DeviceFaces,
        over key: OpenKey,
        on thread: DeviceThread
    ) async throws -> SecurityKeyFacts {
        guard let attestation, let seed = faces.attestationSeed else { return facts }
        var facts = facts
        facts.attestation = try await attestation.ask(facts, of: faces.label, seed: seed, over: key, on: thread)
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

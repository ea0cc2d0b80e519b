import CapabilityProbe
import CTAPMessages
import DeviceTransport
import SafetyGuard
import ThreadExecutor

extension CheckedDevice {
    /// What the bus says of the device, and what key and card say of themselves when they are asked; reads only.
    ///
    /// A device with cards in several slots has no card number: nobody could say which of them is meant.
    ///
    /// - Throws: `TransportError` when a face that is there cannot be asked.
    package func askedFingerprint(_ timing: CheckTiming) async throws -> DeviceFingerprint {
        var fingerprint = fingerprint
        if hasSecurityKey { fingerprint.aaguid = try await askedModel(timing) }
        var numbers: [String] = []
        for slot in 0..<slotCount {
            if let number = try await askedCardNumber(slot, timing) { numbers.append(number) }
        }
        if numbers.count == 1 { fingerprint.cardNumber = numbers[0] }
        return fingerprint
    }

    private func askedModel(_ timing: CheckTiming) async throws -> AAGUID? {
        let session = try await DeviceSession<any ReportChannel>(identity.name, within: timing.answer) {
            thread throws(TransportError) in try openKey(on: thread, within: timing.answer)
        }
        let record = KeyRecord(identity)
        return try await session.thread.run("identify", within: timing.answer * 4) {
            let context = CheckContext(id: "run.identity", seed: .random(), timing: timing, attendant: NoAttendant())
            let key = KeyUnderTest(
                session.channel,
                allowing: SubjectAllowance(.d0),
                record: record,
                context: context
            )
            defer {
                key.settle()
                session.channel.close()
            }
            guard (try? key.capabilities().contains(.cbor)) == true else { return nil }
            return try? key.information().aaguid
        }
    }

    private func askedCardNumber(_ slot: Int, _ timing: CheckTiming) async throws -> String? {
        let session: DeviceSession<any SmartCardChannel>
        do {
            session = try await DeviceSession(identity.name, within: timing.answer) {
                thread throws(TransportError) in
                try openSlot(slot, isDirect: false, on: thread, within: timing.answer)
            }
        } catch let error as TransportError where [.noCard, .unresponsiveCard].contains(error.code) {
            return nil
        }
        return try await session.thread.run("identify", within: timing.answer * 4) {
            let context = CheckContext(id: "run.identity", seed: .random(), timing: timing, attendant: NoAttendant())
            let card = CardUnderTest(session.channel, allowing: SubjectAllowance(.d0), context: context)
            defer { session.channel.close() }
            return try? CardNumber.read(card)
        }
    }
}

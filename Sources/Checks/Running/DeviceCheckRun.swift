package import DeviceTransport
package import SafetyGuard
import ThreadExecutor

/// Tells the listener of a run what is written on one of its keys.
private struct TraceRelay: TraceKeeper {
    let listener: any RunListener
    let position: Int

    func keep(_ trace: KeyTrace) throws(TransportError) { try listener.keyChanges(trace, on: position) }
}

/// The checks of a plan on one device, one after the other.
package struct DeviceCheckRun<Device: CheckedDevice>: Sendable {
    private let device: HeldDevice<Device>
    private let plan: RunPlan
    private let warrant: DestructionWarrant?
    private let conditions: RunConditions
    /// What becomes known of the key, if there is one.
    private let record: KeyRecord
    /// Whether a key may be written on, or was by an earlier part of the run.
    private let isWritten: Bool

    /// - Parameters:
    ///   - device: What is checked.
    ///   - position: Its place among the devices of the run, from 0.
    ///   - plan: What is to be done.
    ///   - warrant: The right to spend something on this very device.
    ///   - hands: Whoever plugs it in again and knows its PIN.
    ///   - attendant: Whoever tells people of touches.
    ///   - listener: Whoever hears how the run goes on.
    ///   - measured: What was measured when the run was recorded; for checks that measure it stands in a replay.
    ///   - finished: What an earlier part of the run has found out; it is not found out again.
    ///   - left: What an earlier part of the run has left on the key.
    package init(
        of device: Device,
        at position: Int,
        plan: RunPlan,
        warrant: DestructionWarrant? = nil,
        hands: any Operator = NobodyAtTheBench(),
        attendant: any TouchAttendant,
        listener: any RunListener,
        measured: [CheckResult] = [],
        finished: [CheckResult] = [],
        left: [CredentialTrace] = []
    ) {
        self.device = HeldDevice(device)
        let traces = KeyTraces(of: left, keptBy: TraceRelay(listener: listener, position: position))
        record = KeyRecord(device.identity, traces: traces)
        isWritten = !left.isEmpty || plan.keyChecks.contains { $0.description.danger == .d2 }
        self.plan = plan
        self.warrant = warrant
        conditions = RunConditions(
            position: position,
            timing: plan.timing,
            hands: hands,
            attendant: attendant,
            listener: listener,
            finished: Self.byPlace(finished),
            measured: Self.byPlace(measured)
        )
    }

    private static func byPlace(_ results: [CheckResult]) -> [CheckResult.Place: CheckResult] {
        Dictionary(results.map { ($0.place, $0) }) { first, _ in first }
    }

    /// Runs every check that is made for a face of the device; each of them has a result.
    ///
    /// - Throws: `replayMismatch` and `recordingExhausted`, which are faults of a recording, and what the listener throws.
    package func run() async throws -> [CheckResult] {
        let deadline = plan.timing.device.map { ContinuousClock.now + $0 }
        let current = device.current
        await conditions.listener.runBegins(count(of: current), on: conditions.position)
        var results: [CheckResult] = []
        if current.hasSecurityKey { results += try await runKeyChecks(until: deadline) }
        for slot in 0..<current.slotCount { results += try await runSlotChecks(slot, until: deadline) }
        return results
    }

    /// The same, with what was learnt of the device meanwhile.
    ///
    /// - Throws: As ``run()``.
    package func report() async throws -> DeviceCheckReport {
        let results = try await run()
        var model = CheckedModel(device.current.identity, serialSHA256: device.original.serialSHA256)
        model.add(information: record.information)
        return DeviceCheckReport(results: results, model: model)
    }

    private func count(of device: Device) -> Int {
        let keys = device.hasSecurityKey ? plan.keyChecks.count + (isWritten ? 3 : 2) : 0
        let cards = plan.cardChecks.isEmpty ? 0 : plan.cardChecks.count + 2
        return keys + device.slotCount * (plan.readerChecks.count + cards)
    }

    /// What the plan allows, and no more than can be undone where nobody has a warrant.
    private var allowance: DangerClass {
        min(plan.allowance, warrant?.highest ?? .d2)
    }

    private func context(_ id: CheckID) -> CheckContext {
        CheckContext(
            id: id,
            seed: plan.seed,
            timing: plan.timing,
            attendant: conditions.attendant,
            hands: conditions.hands,
            device: device.current.label,
            metadata: plan.metadata
        )
    }

    private func runKeyChecks(until deadline: ContinuousClock.Instant?) async throws -> [CheckResult] {
        let record = record
        record.tries = conditions.finished[CheckResult.Place(id: .keyTriesBefore, slot: nil)]?.triesRead
        // A warrant for another key is none.
        let isCovered = warrant?.coversKey(device.original) ?? false
        let (allowance, limit) = (isCovered ? allowance : min(allowance, .d2), plan.timing.answer)
        let face = FaceCheckRun<Device, KeyUnderTest, any ReportChannel>(
            device: device,
            conditions: conditions,
            allowance: allowance,
            slot: nil,
            open: { device, thread throws(TransportError) in try device.openKey(on: thread, within: limit) },
            close: { $0.close() },
            body: { check, channel in
                let context = context(check.description.id)
                return await CheckEnding(
                    of: check,
                    allowance: allowance,
                    tries: { key throws(CheckEnd) in try key.triesLeft() },
                    context: context,
                    using: { KeyUnderTest(channel, allowing: $0, record: record, context: context) },
                    settling: { $0.settle() }
                )
            },
            recognize: { channel in
                let context = context("run.same-device")
                let key = KeyUnderTest(channel, allowing: SubjectAllowance(.d0), record: record, context: context)
                defer { key.settle() }
                return key.difference(from: record)
            },
            leftovers: { record.traces.leftovers },
            undo: { channel in
                let context = context(.undone)
                let key = KeyUnderTest(channel, allowing: .undoing, record: record, context: context)
                defer { key.settle() }
                return await key.undo()
            }
        )
        let checks = plan.keyChecks
        let mayGrow = allowance > .d2
        let results = try await face.run(
            [.triesBefore(record)] + checks + [.triesAfter(record, mayGrow: mayGrow)],
            until: deadline
        )
        return isWritten ? results + [try await lookAtLeftovers()] : results
    }

    /// What a run that may write comes to: it has failed where it leaves anything, however its checks ended.
    private func lookAtLeftovers() async throws -> CheckResult {
        await conditions.listener.checkBegins(.undone, on: conditions.position)
        let leftovers = record.traces.leftovers
        let outcome = leftovers.isEmpty ? CheckOutcome.passed : .failed(leftovers.joined(separator: "; "))
        let result = CheckResult(id: .undone, device: conditions.position, outcome: outcome)
        try await conditions.listener.checkEnded(result)
        return result
    }

    private func runSlotChecks(_ slot: Int, until deadline: ContinuousClock.Instant?) async throws -> [CheckResult] {
        let readers = try await runReaderChecks(slot, until: deadline)
        guard !plan.cardChecks.isEmpty else { return readers }
        let record = CardRecord()
        record.tries = conditions.finished[CheckResult.Place(id: .cardTriesBefore, slot: slot)]?.triesRead
        let (allowance, limit) = (allowance, plan.timing.answer)
        let face = FaceCheckRun<Device, CardUnderTest, any SmartCardChannel>(
            device: device,
            conditions: conditions,
            allowance: allowance,
            slot: slot,
            open: { device, thread throws(TransportError) in
                let channel = try device.openSlot(slot, isDirect: false, on: thread, within: limit)
                record.see(channel.answerToReset)
                return channel
            },
            close: { $0.close() },
            body: { check, channel in
                let context = context(check.description.id)
                return await CheckEnding(
                    of: check,
                    allowance: allowance,
                    tries: { card throws(CheckEnd) in
                        // The card may have been changed since it was confirmed, so it is asked who it is.
                        guard let warrant, warrant.coversCard(try CardNumber.read(card)) else {
                            throw .notRun(.person, "this card is not the one that was confirmed")
                        }
                        return try card.triesLeft()
                    },
                    context: context,
                    using: { CardUnderTest(channel, allowing: $0, context: context, record: record) }
                )
            },
            recognize: { record.difference(of: $0.answerToReset) }
        )
        let mayGrow = allowance > .d2
        let cards = try await face.run(
            [.triesBefore(record)] + plan.cardChecks + [.triesAfter(record, mayGrow: mayGrow)],
            until: deadline
        )
        return readers + cards
    }

    private func runReaderChecks(_ slot: Int, until deadline: ContinuousClock.Instant?) async throws -> [CheckResult] {
        guard !plan.readerChecks.isEmpty else { return [] }
        let (allowance, limit) = (min(allowance, .d2), plan.timing.answer)
        let identity = device.current.identity
        let face = FaceCheckRun<Device, ReaderUnderTest, OpenedReader>(
            device: device,
            conditions: conditions,
            allowance: allowance,
            slot: slot,
            open: { device, thread throws(TransportError) in
                try OpenedReader(of: device, slot, on: thread, within: limit)
            },
            close: { $0.channel.close() },
            body: { check, opened in
                let context = context(check.description.id)
                return await CheckEnding(
                    of: check,
                    allowance: allowance,
                    tries: { _ in .unknown },
                    context: context,
                    using: {
                        ReaderUnderTest(
                            opened.channel,
                            hasCard: opened.hasCard,
                            of: identity,
                            allowing: $0,
                            context: context,
                            surroundings: SlotSurroundings(of: slot, on: device.current)
                        )
                    },
                    settling: { $0.settle() }
                )
            },
            recognize: { _ in nil }
        )
        return try await face.run(plan.readerChecks, until: deadline)
    }
}

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
    let device: HeldDevice<Device>
    let plan: RunPlan
    let warrant: DestructionWarrant?
    let conditions: RunConditions
    /// What becomes known of the key, if there is one.
    let record: KeyRecord
    /// Whether a key may be written on, or was by an earlier part of the run.
    let isWritten: Bool

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
    var allowance: DangerClass {
        min(plan.allowance, warrant?.highest ?? .d2)
    }

    func context(_ id: CheckID) -> CheckContext {
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
}

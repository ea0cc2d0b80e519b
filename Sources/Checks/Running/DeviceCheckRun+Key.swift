import DeviceTransport
import SafetyGuard

extension DeviceCheckRun {
    /// The checks of the device's key.
    ///
    /// - Throws: As ``run()``.
    func runKeyChecks(until deadline: ContinuousClock.Instant?) async throws -> [CheckResult] {
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
            },
            replugged: { record.traces.replugged() }
        )
        let checks = plan.keyChecks
        // A PIN that is accepted brings back tries that somebody had lost before.
        let mayGrow = allowance > .d2 || checks.contains { $0.description.pinUse > .none && allowance >= .d2 }
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
}

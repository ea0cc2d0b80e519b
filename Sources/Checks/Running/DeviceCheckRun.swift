import CapabilityProbe
import DeviceTransport
import SafetyGuard
import ThreadExecutor

/// The checks of a plan on one device, one after the other.
package struct DeviceCheckRun<Device: CheckedDevice>: Sendable {
    private let device: Device
    private let position: Int
    private let plan: RunPlan
    private let warrant: DestructionWarrant?
    private let attendant: any TouchAttendant
    private let listener: any RunListener

    package init(
        of device: Device,
        at position: Int,
        plan: RunPlan,
        warrant: DestructionWarrant? = nil,
        attendant: any TouchAttendant,
        listener: any RunListener
    ) {
        self.device = device
        self.position = position
        self.plan = plan
        self.warrant = warrant
        self.attendant = attendant
        self.listener = listener
    }

    /// Runs every check that is made for a face of the device; each of them has a result.
    ///
    /// - Throws: `replayMismatch` and `recordingExhausted`, which are faults of a recording, and what the listener throws.
    package func run() async throws -> [CheckResult] {
        var results: [CheckResult] = []
        if device.hasSecurityKey { results += try await runKeyChecks() }
        for slot in 0..<device.slotCount { results += try await runSlotChecks(slot) }
        return results
    }

    /// What the plan allows, and no more than can be undone where nobody has a warrant for more.
    private var allowance: DangerClass { warrant == nil ? min(plan.allowance, .d2) : plan.allowance }

    private func context(_ id: CheckID) -> CheckContext {
        CheckContext(id: id, seed: plan.seed, timing: plan.timing, attendant: attendant)
    }

    private func runKeyChecks() async throws -> [CheckResult] {
        let record = KeyRecord(device.identity)
        return try await runAll(
            [.triesBefore(record)] + plan.keyChecks + [.triesAfter(record)],
            open: { thread throws(TransportError) in try device.openKey(on: thread, within: plan.timing.answer) },
            close: { $0.close() },
            body: { check, channel in
                let context = context(check.description.id)
                return await CheckEnding(
                    of: check,
                    allowance: allowance,
                    triesLeft: { record.tries },
                    context: context,
                    using: { KeyUnderTest(channel, allowing: $0, record: record, context: context) },
                    settling: { $0.settle() }
                )
            }
        )
    }

    private func runSlotChecks(_ slot: Int) async throws -> [CheckResult] {
        let readers = try await runAll(
            plan.readerChecks,
            open: { thread throws(TransportError) in try openReader(slot, on: thread) },
            close: { $0.channel.close() },
            body: { check, opened in
                let context = context(check.description.id)
                return await CheckEnding(
                    of: check,
                    allowance: allowance,
                    context: context,
                    using: {
                        ReaderUnderTest(
                            opened.channel,
                            hasCard: opened.hasCard,
                            of: device.identity,
                            allowing: $0,
                            context: context
                        )
                    }
                )
            }
        )
        let cards = try await runAll(
            plan.cardChecks,
            open: { thread throws(TransportError) in
                try device.openSlot(slot, isDirect: false, on: thread, within: plan.timing.answer)
            },
            close: { $0.close() },
            body: { check, channel in
                let context = context(check.description.id)
                return await CheckEnding(
                    of: check,
                    allowance: allowance,
                    context: context,
                    using: { CardUnderTest(channel, allowing: $0, context: context) }
                )
            }
        )
        return readers + cards
    }

    /// A slot's channel: to the card where one answers, else to the reader alone.
    private func openReader(_ slot: Int, on thread: DeviceThread) throws(TransportError) -> OpenedReader {
        do throws(TransportError) {
            let channel = try device.openSlot(slot, isDirect: false, on: thread, within: plan.timing.answer)
            return OpenedReader(channel: channel, hasCard: true)
        } catch  where error.code == .noCard || error.code == .unresponsiveCard {
            let channel = try device.openSlot(slot, isDirect: true, on: thread, within: plan.timing.answer)
            return OpenedReader(channel: channel, hasCard: false)
        }
    }

    private struct OpenedReader: Sendable {
        let channel: any SmartCardChannel
        let hasCard: Bool
    }

    /// Runs checks in order over one face, opened anew after a check that got stuck.
    private func runAll<Subject, Channel: Sendable>(
        _ checks: [Check<Subject>],
        open: @escaping @Sendable (DeviceThread) throws(TransportError) -> Channel,
        close: @escaping @Sendable (Channel) -> Void,
        body: @escaping @Sendable (Check<Subject>, Channel) async -> CheckEnding
    ) async throws -> [CheckResult] {
        var session: DeviceSession<Channel>?
        var farewell: String?
        var results: [CheckResult] = []
        for check in checks {
            let id = check.description.id
            await listener.checkBegins(id, on: position)
            let start = ContinuousClock.now
            var ending: CheckEnding
            if Task.isCancelled {
                ending = CheckEnding(.notRun(.person, "the run was stopped"))
            } else if let farewell {
                ending = CheckEnding(.notRun(.bench, farewell))
            } else {
                do {
                    if session == nil {
                        session = try await DeviceSession(device.identity.name, within: plan.timing.answer, open: open)
                    }
                    ending =
                        await session?.run(id, within: plan.timing.check) { await body(check, $0) }
                        ?? CheckEnding(.notRun(.us, "no session"))
                } catch let error as TransportError {
                    if [.replayMismatch, .recordingExhausted].contains(error.code) { throw error }
                    ending = CheckEnding(.notRun(.bench, "\(error)"))
                    ending.farewell = "\(error)"
                }
            }
            if let mismatch = ending.mismatch { throw mismatch }
            farewell = farewell ?? ending.farewell
            if session?.thread.isAbandoned == true { session = nil }
            let result = CheckResult(
                id: id,
                device: position,
                outcome: ending.outcome,
                notes: ending.notes,
                milliseconds: Int((ContinuousClock.now - start) / .milliseconds(1))
            )
            results.append(result)
            try await listener.checkEnded(result)
        }
        if let session {
            _ = try? await session.thread.run("close", within: plan.timing.answer) { close(session.channel) }
        }
        return results
    }
}

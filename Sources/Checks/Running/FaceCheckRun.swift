import CapabilityProbe
import DeviceTransport
import SafetyGuard
import ThreadExecutor

/// The checks of one face of a device, one after the other on the face's own thread.
struct FaceCheckRun<Device: CheckedDevice, Subject, Channel: Sendable> {
    let device: HeldDevice<Device>
    let conditions: RunConditions
    let allowance: DangerClass
    /// The slot of a reader; `nil` for a key.
    let slot: Int?
    let open: @Sendable (Device, DeviceThread) throws(TransportError) -> Channel
    let close: @Sendable (Channel) -> Void
    let body: @Sendable (Check<Subject>, Channel) async -> CheckEnding
    /// Asks a device that has come back who it is; a clause where it is another one.
    let recognize: @Sendable (Channel) async -> String?
    /// What checks have written and not taken back; nothing where there is no such thing.
    var leftovers: @Sendable () -> [String] = { [] }
    /// Takes back what checks have left, and says what stood in the way.
    var undo: @Sendable (Channel) async -> [String] = { _ in [] }
    /// Hears that the device was pulled and has come back, or another one like it.
    var replugged: @Sendable () -> Void = {}

    /// How far a run has come.
    struct State {
        var session: DeviceSession<Channel>?
        var farewell: String?
        var deadline: ContinuousClock.Instant?
        /// Whether the device was out of sight and nobody knows yet that it is the same.
        var isUnsure = false
        /// Whether another device is there, of which nothing is to be taken back.
        var isStranger = false

        mutating func takeForStranger(_ difference: String) {
            isStranger = true
            farewell = "another device was plugged in: \(difference)"
        }
    }

    /// Runs checks in order over one face, opened anew after a check that got stuck.
    ///
    /// - Throws: `replayMismatch` and `recordingExhausted`, which are faults of a recording, and what the listener throws.
    func run(_ checks: [Check<Subject>], until deadline: ContinuousClock.Instant?) async throws -> [CheckResult] {
        var state = State(deadline: deadline)
        var results: [CheckResult] = []
        // What a killed part of the run has left would be taken for this one's.
        if !leftovers().isEmpty { _ = await undone(&state) }
        for check in checks {
            let id = check.description.id
            let place = CheckResult.Place(id: id, slot: slot)
            if let known = conditions.finished[place] {
                results.append(known)
                continue
            }
            await conditions.listener.checkBegins(id, on: conditions.position)
            let start = ContinuousClock.now
            var ending = await ending(of: check, &state)
            if let mismatch = ending.mismatch { throw mismatch }
            if !check.description.tags.isDisjoint(with: CheckTag.notReplayed), let measured = conditions.measured[place]
            {
                (ending.outcome, ending.notes) = (measured.outcome, measured.notes)
            }
            let result = CheckResult(
                id: id,
                device: conditions.position,
                slot: slot,
                outcome: ending.outcome,
                notes: ending.notes,
                milliseconds: (ContinuousClock.now - start).wholeMilliseconds
            )
            results.append(result)
            try await conditions.listener.checkEnded(result)
        }
        if !leftovers().isEmpty { _ = await undone(&state) }
        await closeSession(&state)
        return results
    }

    private func ending(of check: Check<Subject>, _ state: inout State) async -> CheckEnding {
        if Task.isCancelled { return .stopped }
        if let farewell = state.farewell { return CheckEnding(.notRun(.bench, farewell)) }
        if let deadline = state.deadline, deadline <= .now {
            return CheckEnding(.notRun(.bench, "the time for the whole device is over"))
        }
        let description = check.description
        let before = leftovers()
        let usesPIN = description.pinUse > .none && description.danger <= allowance
        if usesPIN { device.current.pinIsUsed(true) }
        var ending = await parts(of: check, &state)
        let after = leftovers()
        if after != before {
            let problems = await undone(&state)
            ending.add(leftovers().filter { !before.contains($0) }, problems)
        }
        if usesPIN { device.current.pinIsUsed(false) }
        return ending
    }

    /// Runs a check; of one that has a part before the device is pulled, that first.
    private func parts(of check: Check<Subject>, _ state: inout State) async -> CheckEnding {
        let description = check.description
        guard description.start == .replugged, description.danger <= allowance else { return await once(check, &state) }
        if let parts = check.parts {
            let before = await once(parts.before, &state)
            guard before.outcome == .passed, !Task.isCancelled else { return before }
        }
        await closeSession(&state)
        let place = CheckResult.Place(id: description.id, slot: slot)
        if let measured = conditions.measured[place], measured.outcome.verdict == .notRun {
            // It came to nothing when it was recorded, and what was not pulled then cannot be pulled now.
            loseSight(&state)
            return CheckEnding(measured.outcome)
        }
        if let problem = await replug(.forPower, &state) { return CheckEnding(.notRun(.person, problem)) }
        return await once(check.parts?.after ?? check, &state)
    }

    /// Runs a check, or one part of one, on the device as it is.
    private func once(_ check: Check<Subject>, _ state: inout State) async -> CheckEnding {
        let description = check.description
        let ending = await attended(check, &state)
        if state.session?.thread.isAbandoned == true {
            let error = TransportError(.deadlineExceeded, operation: description.id.rawValue)
            device.current.gaveUp(slot: slot, because: error)
            state.session = nil
        }
        if ending.isLoss, !Task.isCancelled {
            state.session = nil
            if await replug(.afterLoss, &state) == nil { return ending }
        }
        state.farewell = state.farewell ?? ending.farewell
        return ending
    }

    /// Runs a check; one that may ask for a touch has hands to itself meanwhile, and its time begins when it has.
    private func attended(_ check: Check<Subject>, _ state: inout State) async -> CheckEnding {
        let session: DeviceSession<Channel>
        do {
            session = try await opened(&state)
        } catch let error as TransportError {
            return CheckEnding(error)
        } catch {
            return CheckEnding(.notRun(.us, "\(error)"))
        }
        let id = check.description.id
        guard check.needsHands, check.description.danger <= allowance else {
            return await session.run(id, within: limit(state)) { await body(check, $0) }
        }
        let start = ContinuousClock.now
        let limit = limit(state)
        let turn = await conditions.attendant.inTurn {
            let waited = ContinuousClock.now - start
            return (await session.run(id, within: limit) { await body(check, $0) }, waited)
        }
        guard let (ending, waited) = turn else { return .stopped }
        state.deadline = state.deadline.map { $0 + waited }
        return ending
    }

    /// The time of one check, which ends no later than that of the whole device.
    private func limit(_ state: State) -> Duration {
        guard let deadline = state.deadline else { return conditions.timing.check }
        return min(conditions.timing.check, max(.zero, deadline - .now))
    }

    func opened(_ state: inout State) async throws -> DeviceSession<Channel> {
        if let session = state.session { return session }
        let current = device.current
        let session = try await DeviceSession<Channel>(
            current.identity.name,
            within: conditions.timing.answer,
            open: { [open] thread throws(TransportError) in try open(current, thread) }
        )
        state.session = session
        guard state.isUnsure else { return session }
        if let difference = try await difference(of: session) {
            state.takeForStranger(difference)
            throw TransportError(
                .noSuchDevice,
                operation: "recognize",
                subject: current.identity.name,
                detail: difference
            )
        }
        state.isUnsure = false
        return session
    }

    /// Asks a device that has come back who it is; a clause where it is another one.
    private func difference(of session: DeviceSession<Channel>) async throws -> String? {
        try await session.thread.run("recognize", within: conditions.timing.answer * 2) { [recognize] in
            await recognize(session.channel)
        }
    }

    /// Takes the device for out of sight: what it took and told counts no more, and it has to be recognised.
    func loseSight(_ state: inout State) {
        replugged()
        state.isUnsure = true
    }

    private func closeSession(_ state: inout State) async {
        guard let session = state.session else { return }
        state.session = nil
        let limit = conditions.timing.answer
        let close = close
        // A task of its own, since the run may have been stopped, and what it has opened is closed all the same.
        await Task { _ = try? await session.thread.run("close", within: limit) { close(session.channel) } }.value
    }
}

extension Check {
    /// Whether it, or what it needs, may ask for a hand.
    fileprivate var needsHands: Bool {
        description.danger >= .d1 || needs.contains { $0.danger >= .d1 }
    }
}

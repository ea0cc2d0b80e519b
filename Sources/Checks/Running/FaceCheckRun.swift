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

    /// How far a run has come.
    private struct State {
        var session: DeviceSession<Channel>?
        var farewell: String?
        var deadline: ContinuousClock.Instant?
    }

    /// Runs checks in order over one face, opened anew after a check that got stuck.
    ///
    /// - Throws: `replayMismatch` and `recordingExhausted`, which are faults of a recording, and what the listener throws.
    func run(_ checks: [Check<Subject>], until deadline: ContinuousClock.Instant?) async throws -> [CheckResult] {
        var state = State(deadline: deadline)
        var results: [CheckResult] = []
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
            if !check.description.tags.isDisjoint(with: [.timed, .metadata]), let measured = conditions.measured[place]
            {
                (ending.outcome, ending.notes) = (measured.outcome, measured.notes)
            }
            let result = CheckResult(
                id: id,
                device: conditions.position,
                slot: slot,
                outcome: ending.outcome,
                notes: ending.notes,
                milliseconds: Int((ContinuousClock.now - start) / .milliseconds(1))
            )
            results.append(result)
            try await conditions.listener.checkEnded(result)
        }
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
        if description.start == .replugged, description.danger <= allowance {
            await closeSession(&state)
            if let problem = await replug(.forPower, &state) { return CheckEnding(.notRun(.person, problem)) }
        }
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

    private func opened(_ state: inout State) async throws -> DeviceSession<Channel> {
        if let session = state.session { return session }
        let current = device.current
        let session = try await DeviceSession<Channel>(
            current.identity.name,
            within: conditions.timing.answer,
            open: { [open] thread throws(TransportError) in try open(current, thread) }
        )
        state.session = session
        return session
    }

    /// Waits for the device to be plugged in, and goes on with it if it is the same.
    ///
    /// - Returns: Why there is no going on; `nil` where there is.
    private func replug(_ occasion: ReplugOccasion, _ state: inout State) async -> String? {
        let returned: Device
        do throws(TransportError) {
            returned = try await device.current.replugged(
                occasion,
                by: conditions.hands,
                within: conditions.timing.replug
            )
        } catch {
            return error.code == .cancelled ? "the device was not plugged in again" : "\(error)"
        }
        if let difference = device.take(returned) {
            state.farewell = "another device was plugged in: \(difference)"
            return state.farewell
        }
        do {
            let session = try await opened(&state)
            let difference = try await session.thread.run("recognize", within: conditions.timing.answer * 2) {
                [recognize] in await recognize(session.channel)
            }
            guard let difference else { return nil }
            state.farewell = "another device was plugged in: \(difference)"
        } catch {
            state.farewell = "the device was plugged in and cannot be talked to: \(error)"
        }
        return state.farewell
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

import CTAPMessages
import Synchronization

/// A FIDO authenticator made of software: CTAPHID and CTAP 2.1 as the specification has them, and faults on demand.
///
/// It takes output reports and says which input reports follow and when; ``EmissionQueue`` keeps the time. No clock, no
/// thread and no device is in here.
package final class SoftwareAuthenticator: Sendable {
    package let model: AuthenticatorModel
    package let faults: Set<AuthenticatorFault>
    private let state: Mutex<State>

    private struct State {
        var reader: HostMessageReader
        /// Who keeps the others out, and until when (CTAP 2.1, 11.2.9.2.2).
        var lock: (channel: UInt32, until: ContinuousClock.Instant)?
        var readerPermit: Permit?
        var channels: Set<UInt32> = []
        var lastChannel: UInt32 = 0
        var work: Work?
        var answered = 0
        var memory: AuthenticatorMemory
    }

    /// A request that is being worked on.
    private struct Work {
        let channel: UInt32
        let permit: Permit
        let until: ContinuousClock.Instant
        let isCancellable: Bool
        /// What the authenticator knew before: a command that is cancelled has never happened.
        let before: AuthenticatorMemory
    }

    package init(
        model: AuthenticatorModel,
        faults: Set<AuthenticatorFault> = [],
        poweredAt now: ContinuousClock.Instant = .now
    ) {
        self.model = model
        self.faults = faults
        state = Mutex(State(reader: HostMessageReader(faults), memory: AuthenticatorMemory(model, at: now)))
    }

    /// How many discoverable credentials it keeps, for tests that see to it that none is left.
    package var storedCredentials: Int { state.withLock { $0.memory.credentials.count } }

    /// The large-blob array as it stands, checksum included.
    package var largeBlobs: [UInt8] { state.withLock { $0.memory.largeBlobs } }

    /// Pulls it and plugs it in again: what is volatile is gone, and so is whatever was under way.
    package func powerCycle(at now: ContinuousClock.Instant = .now) {
        state.withLock { state in
            if let work = state.work {
                work.permit.revoke()
                if work.until > now { state.memory = work.before }
            }
            state.readerPermit?.revoke()
            var memory = state.memory
            let session = memory.session
            memory.startSession(at: now)
            if faults.contains(.tokenKept) {
                (memory.session.tokens, memory.session.tokenUse) = (session.tokens, session.tokenUse)
            }
            if faults.isLax(.forgetsAtPowerUp) { memory.credentials = [] }
            if faults.contains(.agreementReused) { memory.session.agreements = session.agreements }
            state = State(reader: HostMessageReader(faults), memory: memory)
        }
    }

    /// Takes one output report of 64 bytes and returns what is sent because of it, in order.
    ///
    /// What was returned before stays due unless it ``Emission/isWithdrawn``.
    package func receive(_ report: [UInt8], at now: ContinuousClock.Instant = .now) -> [Emission] {
        state.withLock { state in
            if let work = state.work, work.until <= now { state.work = nil }
            let channels = state.channels
            let outcome = state.reader.accept(report, at: now, isBusy: state.work != nil) { channels.contains($0) }
            return emissions(for: outcome, at: now, &state)
        }
    }

    private func emissions(
        for outcome: HostMessageReader.Outcome,
        at now: ContinuousClock.Instant,
        _ state: inout State
    ) -> [Emission] {
        if case .nothing = outcome { return [] }
        let open = state.reader.openChannel
        if open == nil || outcome == .begun { state.readerPermit?.revoke() }
        switch outcome {
        case .nothing:
            return []
        case .begun:
            let permit = Permit()
            state.readerPermit = permit
            guard let channel = open else { return [] }
            guard !faults.isLax(.neverTimesOut) else { return [] }
            let error = AuthenticatorReply.error(.messageTimeout).reports(on: channel)
            return send(error, after: HostMessageReader.timeout, permit, &state)
        case .failed(let channel, let code):
            return send(AuthenticatorReply.error(code).reports(on: channel), after: .zero, nil, &state)
        case .message(let channel, let command, let payload):
            let request = AuthenticatorRequest(
                channel: channel,
                command: CTAPHIDCommand(rawValue: command),
                payload: payload
            )
            return answer(request, at: now, &state)
        }
    }

    private func answer(
        _ request: AuthenticatorRequest,
        at now: ContinuousClock.Instant,
        _ state: inout State
    ) -> [Emission] {
        switch request.command {
        case .initialize:
            return initialize(request, &state)
        case .cancel:
            return cancel(request, &state)
        case .lock where model.canLock:
            return lock(request, at: now, &state)
        default:
            if isLockedOut(request.channel, at: now, state) {
                let busy = AuthenticatorReply.error(.channelBusy).reports(on: request.channel)
                return send(busy, after: .zero, nil, &state)
            }
            let before = state.memory
            var transaction = Transaction(
                model: model,
                faults: faults,
                channel: request.channel,
                now: now,
                memory: before
            )
            let plan = faults.spoil(transaction.plan(for: request), of: request)
            state.memory = transaction.memory
            let permit = Permit()
            if plan.duration > .zero {
                state.work = Work(
                    channel: request.channel,
                    permit: permit,
                    until: now + plan.duration,
                    isCancellable: plan.isCancellable,
                    before: before
                )
            }
            let channel = faults.contains(.wrongChannel) && request.isCBOR ? ~request.channel : request.channel
            var emissions: [Emission] = []
            if let status = plan.keepAlive, plan.keepAliveCount > 0 {
                let reports = AuthenticatorReply.keepAlive(status).reports(on: channel)
                let interval = AnswerPlan.keepAliveInterval
                emissions += send(reports, after: interval, count: plan.keepAliveCount, permit, &state)
            }
            guard let reply = plan.reply else { return emissions }
            state.answered += 1
            return emissions + send(faults.cut(reply.reports(on: channel)), after: plan.duration, permit, &state)
        }
    }

    /// Gives out a channel, or sets a channel back to the state it was given out in (CTAP 2.1, 11.2.9.1.3).
    private func initialize(_ request: AuthenticatorRequest, _ state: inout State) -> [Emission] {
        guard request.payload.count == 8 || faults.isLax(.anyNonce) else {
            return send(
                AuthenticatorReply.error(.invalidLength).reports(on: request.channel),
                after: .zero,
                nil,
                &state
            )
        }
        var channel = request.channel
        if channel == CTAPHIDMessage.broadcast {
            if !faults.isLax(.sameChannel) || state.channels.isEmpty {
                state.lastChannel = state.lastChannel &+ 1 == CTAPHIDMessage.broadcast ? 1 : state.lastChannel &+ 1
            }
            channel = state.lastChannel
            state.channels.insert(channel)
        } else if let work = state.work, work.channel == channel {
            withdraw(work, &state)
        }
        let nonce = faults.contains(.wrongNonce) ? request.payload.map { ~$0 } : request.payload
        let version: UInt8 = faults.isLax(.protocolVersion) ? 3 : 2
        let reply = AuthenticatorReply.initialized(nonce: nonce, channel: channel, version: version, model: model)
        state.answered += 1
        let emissions = send(reply.reports(on: request.channel), after: .zero, nil, &state)
        guard faults.isLax(.chatters) else { return emissions }
        let chatter = AuthenticatorReply.keepAlive(.processing).reports(on: channel)
        return emissions + send(chatter, after: .milliseconds(60), nil, &state)
    }

    /// Keeps other channels out for up to ten seconds, or lets them in again with 0.
    private func lock(
        _ request: AuthenticatorRequest,
        at now: ContinuousClock.Instant,
        _ state: inout State
    ) -> [Emission] {
        let reply: AuthenticatorReply
        if isLockedOut(request.channel, at: now, state) {
            reply = .error(.channelBusy)
        } else if request.payload.count != 1 {
            reply = .error(.invalidLength)
        } else if request.payload[0] > 10 {
            reply = .error(.invalidParameter)
        } else {
            let seconds = Int(request.payload[0])
            state.lock = seconds == 0 ? nil : (request.channel, now + .seconds(seconds))
            reply = AuthenticatorReply(command: .lock, payload: [])
        }
        return send(reply.reports(on: request.channel), after: .zero, nil, &state)
    }

    private func isLockedOut(_ channel: UInt32, at now: ContinuousClock.Instant, _ state: State) -> Bool {
        guard let lock = state.lock, lock.until > now, !faults.isLax(.lockIgnored) else { return false }
        return lock.channel != channel
    }

    /// Ends the request on the channel, if one is under way; no answer of its own (CTAP 2.1, 11.2.9.1.5).
    private func cancel(_ request: AuthenticatorRequest, _ state: inout State) -> [Emission] {
        guard let work = state.work, work.channel == request.channel, work.isCancellable else {
            guard faults.isLax(.cancelAnswered) else { return [] }
            let answer = AuthenticatorReply.status(.keepaliveCancel).reports(on: request.channel)
            return send(answer, after: .zero, nil, &state)
        }
        withdraw(work, &state)
        return send(AuthenticatorReply.status(.keepaliveCancel).reports(on: request.channel), after: .zero, nil, &state)
    }

    private func withdraw(_ work: Work, _ state: inout State) {
        work.permit.revoke()
        state.memory = work.before
        state.work = nil
    }

    private func send(
        _ reports: [[UInt8]],
        after: Duration,
        count: Int = 1,
        _ permit: Permit?,
        _ state: inout State
    ) -> [Emission] {
        guard !faults.isMute(afterAnswering: state.answered) else { return [] }
        return reports.map { Emission(after: after, report: $0, count: count, permit: permit) }
    }
}

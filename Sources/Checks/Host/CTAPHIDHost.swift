package import CTAPMessages
import DeviceTransport

/// The host's side of CTAPHID, with nothing done for the key's comfort.
///
/// A client library repairs, retries and hides; this one sends what it is told, report by report if need be, and hands
/// out what comes back (CTAP 2.1, 11.2).
package final class CTAPHIDHost {
    private let channel: any ReportChannel
    private let timing: CheckTiming
    private let attendant: any TouchAttendant
    private let onEvent: (ExchangeEvent) -> Void
    /// Channels of checks that are over: what still comes on them is no answer to this one.
    private let past: Set<UInt32>
    /// Channels that this host was given.
    private(set) var own: Set<UInt32> = []
    private var assembler = CTAPHIDAssembler()
    /// The channel on which a request has had no answer yet.
    private var pending: UInt32?
    /// Channels on which reports were written one by one.
    private var unfinished: Set<UInt32> = []

    init(
        _ channel: any ReportChannel,
        timing: CheckTiming,
        attendant: any TouchAttendant,
        past: Set<UInt32>,
        onEvent: @escaping (ExchangeEvent) -> Void
    ) {
        self.channel = channel
        self.timing = timing
        self.attendant = attendant
        self.past = past
        self.onEvent = onEvent
    }

    /// Writes one report as it is; a message that it leaves unfinished is ended with the check.
    package func write(_ report: [UInt8]) throws(CheckEnd) {
        let channel = report.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        if own.contains(channel) { unfinished.insert(channel) }
        try put(report)
    }

    private func put(_ report: [UInt8]) throws(CheckEnd) {
        do throws(TransportError) {
            try channel.write(report, within: timing.answer)
        } catch {
            throw .unreachable(error)
        }
    }

    /// A message cut into reports, none of them sent.
    package func reports(
        of command: CTAPHIDCommand,
        _ payload: [UInt8],
        on channel: UInt32
    ) throws(CheckEnd) -> [[UInt8]] {
        let message = CTAPHIDMessage(channel: channel, command: command, payload: payload)
        guard let reports = try? message.reports() else { throw .notRun(.us, "a message of \(payload.count) bytes") }
        return reports
    }

    /// Writes a message.
    package func send(_ command: CTAPHIDCommand, _ payload: [UInt8] = [], on channel: UInt32) throws(CheckEnd) {
        for report in try reports(of: command, payload, on: channel) { try put(report) }
        if command != .cancel { pending = channel }
    }

    /// The next message on any channel, keep-alives included; `nil` when the key is silent for so long.
    package func next(within limit: Duration) throws(CheckEnd) -> CTAPHIDMessage? {
        let deadline = ContinuousClock.now + limit
        while true {
            let report: [UInt8]?
            do throws(TransportError) {
                report = try channel.read(within: max(.zero, deadline - .now))
            } catch {
                throw .unreachable(error)
            }
            guard let report else { return nil }
            let channel = report.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
            if past.contains(channel), !own.contains(channel) { continue }
            do throws(CTAPHIDFramingError) {
                guard let message = try assembler.accept(report) else { continue }
                if message.command != .keepalive, message.channel == pending { pending = nil }
                return message
            } catch {
                throw .failed("the key sends \(error)")
            }
        }
    }

    /// The answer on a channel, with no keep-alive before it; anything else ends the check.
    package func answer(on channel: UInt32, to what: String) throws(CheckEnd) -> CTAPHIDMessage {
        guard let message = try next(within: timing.answer) else {
            throw .failed("\(what) is not answered within \(timing.answer.spelled)")
        }
        try demand(
            message.channel == channel,
            "\(what) on channel \(channel.spelled) is answered on channel \(message.channel.spelled)"
        )
        return message
    }

    /// Sends a message and returns its answer.
    package func exchange(
        _ command: CTAPHIDCommand,
        _ payload: [UInt8] = [],
        on channel: UInt32
    ) throws(CheckEnd) -> CTAPHIDMessage {
        try send(command, payload, on: channel)
        return try answer(on: channel, to: command.name)
    }

    /// Asks for a channel (CTAP 2.1, 11.2.9.1.3).
    package func initialize(
        nonce: [UInt8],
        on channel: UInt32 = CTAPHIDMessage.broadcast
    ) throws(CheckEnd) -> CTAPHIDInitializeResponse {
        try send(.initialize, nonce, on: channel)
        guard let answer = try answer(toNonce: nonce) else {
            throw .mute("CTAPHID_INIT is not answered within \(timing.answer.spelled)")
        }
        try demand(
            answer.channel == channel,
            "CTAPHID_INIT on channel \(channel.spelled) is answered on channel \(answer.channel.spelled)"
        )
        try demand(answer.command == .initialize, "CTAPHID_INIT is answered with \(answer.meaning)")
        do {
            let opening = try CTAPHIDInitializeResponse(parsing: answer.payload)
            own.insert(opening.channel)
            return opening
        } catch {
            throw .failed("CTAPHID_INIT is answered with \(error)")
        }
    }

    /// The next message; of a run's very first CTAPHID_INIT, the one with its nonce where there is one.
    ///
    /// Everybody who has the key open hears every answer, so the first may be meant for a program that was ended while it
    /// waited. A key that echoes no nonce is found out all the same: nothing better comes, and what came is handed out.
    private func answer(toNonce nonce: [UInt8]) throws(CheckEnd) -> CTAPHIDMessage? {
        guard past.isEmpty, own.isEmpty else { return try next(within: timing.answer) }
        let deadline = ContinuousClock.now + timing.answer
        var strangers: CTAPHIDMessage?
        while let message = try next(within: max(.zero, deadline - .now)) {
            let isForAnother =
                message.channel != CTAPHIDMessage.broadcast
                || message.command == .initialize && !message.payload.starts(with: nonce)
            guard isForAnother else { return message }
            strangers = strangers ?? message
        }
        return strangers
    }

    /// Makes a CTAP2 request and returns what it comes to (CTAP 2.1, 8.1, 11.2.9.1.2).
    package func call(
        _ request: [UInt8],
        on channel: UInt32,
        touch: TouchExpectation = .none
    ) throws(CheckEnd) -> CTAPReply {
        let command = CTAPCommand(rawValue: request.first ?? 0)
        let message = try complete(.cbor, request, name: command.name, on: channel, touch: touch)
        try demand(message.command == .cbor, "\(command.name) is answered with \(message.meaning)")
        let reply = try CTAPReply(message.payload, to: command)
        onEvent(.reply(reply, to: request))
        return reply
    }

    /// Sends a request and sees it through its keep-alives.
    func complete(
        _ carrier: CTAPHIDCommand,
        _ request: [UInt8],
        name: String,
        on channel: UInt32,
        touch: TouchExpectation
    ) throws(CheckEnd) -> CTAPHIDMessage {
        onEvent(.request(request))
        try send(carrier, request, on: channel)
        var last = ContinuousClock.now
        let start = last
        var isWaiting = false
        defer { if isWaiting { attendant.touchIsOver() } }
        while true {
            let limit = isWaiting ? start + timing.touch + timing.answer - .now : timing.answer
            guard let message = try next(within: min(limit, timing.answer)) else {
                throw .failed("\(name) is not answered within \(timing.answer.spelled)")
            }
            try demand(
                message.channel == channel,
                "\(name) on channel \(channel.spelled) is answered on channel \(message.channel.spelled)"
            )
            let now = ContinuousClock.now
            onEvent(.pause(now - last))
            last = now
            guard message.command == .keepalive else { return message }
            let status = CTAPHIDKeepaliveStatus(rawValue: message.payload.first ?? 0)
            onEvent(.keepAlive(status))
            if status == .userPresenceNeeded {
                guard touch == .asked else {
                    try cancel(on: channel)
                    throw .failed("\(name) waits for a touch")
                }
                if !isWaiting { attendant.touchIsNeeded() }
                isWaiting = true
            }
            if isWaiting, Task.isCancelled {
                try cancel(on: channel)
                throw .notRun(.person, "the run was stopped")
            }
            if isWaiting, now - start > timing.touch {
                try cancel(on: channel)
                throw .notRun(.person, "nobody touched the key within \(timing.touch.spelled)")
            }
            if !isWaiting, now - start > timing.answer {
                try cancel(on: channel)
                throw .failed("\(name) is still being processed after \(timing.answer.spelled)")
            }
        }
    }

    /// Takes a request back and lets its answer pass by (CTAP 2.1, 11.2.9.1.5).
    package func cancel(on channel: UInt32) throws(CheckEnd) {
        try send(.cancel, on: channel)
        // A key that goes on saying that it works would be waited for without end.
        let deadline = ContinuousClock.now + timing.answer
        while let message = try next(within: max(.zero, deadline - .now)) {
            if message.command != .keepalive { return }
        }
    }

    /// Leaves the key ready for the next check: a request that has had no answer is taken back, a message that was not
    /// finished is broken off (CTAP 2.1, 11.2.5.3).
    ///
    /// What a broken key says meanwhile is of no interest any more.
    func settle() {
        if let channel = pending {
            try? send(.cancel, on: channel)
            drain { $0.channel == channel && $0.command != .keepalive }
        }
        for channel in unfinished {
            try? send(.initialize, Array(repeating: 0, count: 8), on: channel)
            drain { $0.channel == channel && $0.command == .initialize }
        }
        (pending, unfinished) = (nil, [])
    }

    /// Reads and drops messages until one is the last.
    private func drain(until isLast: (CTAPHIDMessage) -> Bool) {
        let deadline = ContinuousClock.now + min(timing.answer, .milliseconds(500))
        while ContinuousClock.now < deadline, let message = try? next(within: deadline - .now) {
            if isLast(message) { return }
        }
    }
}

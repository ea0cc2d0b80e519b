import CTAPMessages
package import DeviceTransport

/// What every report channel must do, whatever lies behind it.
///
/// The closure makes a channel to an authenticator that keeps to CTAPHID; each rule gets a fresh one.
package struct ReportChannelContract {
    /// One clause of the contract; the name says what must hold.
    package enum Rule: String, CaseIterable, Sendable, CustomStringConvertible {
        case hasAName
        case initializeEchoesTheNonce
        case pingOfFewBytesReturns
        case pingOf1024BytesReturns
        case readWithoutAnswerEndsAtItsLimit
        case readWithoutTimeReturnsAtOnce
        case writeRefusesEveryLengthBut64
        case closedChannelRefuses
        case closingTwiceDoesNothing

        package var description: String { rawValue }
    }

    /// A rule that does not hold, and how it shows.
    package struct Violation: Error, Hashable, Sendable, CustomStringConvertible {
        package let rule: Rule
        package let explanation: String

        package var description: String { "\(rule): \(explanation)" }
    }

    /// How much later than its limit a read may return.
    package static let tolerance = Duration.milliseconds(50)
    private static let patience = Duration.seconds(5)

    private let makeChannel: () throws -> any ReportChannel

    package init(_ makeChannel: @escaping () throws -> any ReportChannel) {
        self.makeChannel = makeChannel
    }

    /// Tries one rule on a fresh channel.
    ///
    /// - Throws: ``Violation``, or what the channel throws where it must not.
    package func check(_ rule: Rule) throws {
        let channel = try makeChannel()
        defer { channel.close() }
        switch rule {
        case .hasAName: try require(rule, !channel.name.isEmpty, "the name is empty")
        case .initializeEchoesTheNonce: _ = try initialize(channel, rule)
        case .pingOfFewBytesReturns: try ping(channel, byteCount: 5, rule)
        case .pingOf1024BytesReturns: try ping(channel, byteCount: 1024, rule)
        case .readWithoutAnswerEndsAtItsLimit: try readNothing(channel, within: .milliseconds(100), rule)
        case .readWithoutTimeReturnsAtOnce: try readNothing(channel, within: .zero, rule)
        case .writeRefusesEveryLengthBut64: try writeWrongLengths(channel, rule)
        case .closedChannelRefuses: try useAfterClosing(channel, rule)
        case .closingTwiceDoesNothing:
            channel.close()
            channel.close()
            try refuses(rule, "a read") { _ = try channel.read(within: .zero) }
        }
    }

    private func initialize(_ channel: any ReportChannel, _ rule: Rule) throws -> UInt32 {
        let nonce: [UInt8] = [0x54, 0x6F, 0x75, 0x63, 0x68, 0x21, 0x00, 0xFF]
        let request = CTAPHIDMessage(channel: CTAPHIDMessage.broadcast, command: .initialize, payload: nonce)
        let answer = try exchange(request, over: channel, rule)
        try require(rule, answer.command == .initialize, "answered by \(answer.command.name)")
        let response = try CTAPHIDInitializeResponse(parsing: answer.payload)
        try require(rule, response.nonce == nonce, "another nonce came back")
        try require(rule, ![0, CTAPHIDMessage.broadcast].contains(response.channel), "no channel was given")
        return response.channel
    }

    private func ping(_ channel: any ReportChannel, byteCount: Int, _ rule: Rule) throws {
        let number = try initialize(channel, rule)
        let payload = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 1) }
        let request = CTAPHIDMessage(channel: number, command: .ping, payload: payload)
        let answer = try exchange(request, over: channel, rule)
        try require(rule, answer == request, "\(answer.payload.count) other bytes came back")
    }

    private func readNothing(_ channel: any ReportChannel, within limit: Duration, _ rule: Rule) throws {
        // A busy machine may hold up one read; a channel that forgets its limit holds up all of them.
        var shortest = Duration.seconds(3600)
        for _ in 0..<3 where shortest > limit + Self.tolerance {
            var report: [UInt8]?
            let elapsed = try ContinuousClock().measure { report = try channel.read(within: limit) }
            try require(rule, report == nil, "a report came that nobody asked for")
            try require(rule, elapsed >= limit, "returned after \(elapsed), too early")
            shortest = min(shortest, elapsed)
        }
        try require(rule, shortest <= limit + Self.tolerance, "returned after \(shortest), too late")
    }

    private func writeWrongLengths(_ channel: any ReportChannel, _ rule: Rule) throws {
        let number = try initialize(channel, rule)
        for count in [0, 1, 63, 65, 128] {
            try refuses(rule, "a report of \(count) bytes") {
                try channel.write(Array(repeating: 0x86, count: count), within: Self.patience)
            }
        }
        // Nothing of them may have reached the device: it must still be in step.
        let request = CTAPHIDMessage(channel: number, command: .ping, payload: [1, 2, 3])
        let answer = try exchange(request, over: channel, rule)
        try require(rule, answer == request, "bytes of a refused report went out")
    }

    private func useAfterClosing(_ channel: any ReportChannel, _ rule: Rule) throws {
        _ = try initialize(channel, rule)
        channel.close()
        try refuses(rule, "a read") { _ = try channel.read(within: .milliseconds(10)) }
        try refuses(rule, "a write") {
            try channel.write(Array(repeating: 0, count: CTAPHIDMessage.reportLength), within: .milliseconds(10))
        }
    }

    private func exchange(
        _ request: CTAPHIDMessage,
        over channel: any ReportChannel,
        _ rule: Rule
    ) throws -> CTAPHIDMessage {
        for report in try request.reports() { try channel.write(report, within: Self.patience) }
        var assembler = CTAPHIDAssembler()
        let deadline = ContinuousClock.now + Self.patience
        while ContinuousClock.now < deadline {
            guard let report = try channel.read(within: deadline - .now) else { break }
            try require(rule, report.count == CTAPHIDMessage.reportLength, "a report of \(report.count) bytes came")
            if let message = try assembler.accept(report) { return message }
        }
        throw Violation(rule: rule, explanation: "no answer to \(request.command.name)")
    }

    private func refuses(_ rule: Rule, _ what: String, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch is TransportError {
            return
        }
        throw Violation(rule: rule, explanation: "\(what) was not refused")
    }

    private func require(_ rule: Rule, _ condition: Bool, _ explanation: String) throws {
        guard condition else { throw Violation(rule: rule, explanation: explanation) }
    }
}

import CTAPMessages

@testable import SoftwareAuthenticator

/// A host that talks to an authenticator report by report, with a clock of its own.
final class Host {
    var queue: EmissionQueue
    var now = ContinuousClock.now

    init(_ model: AuthenticatorModel = .level2Key, _ faults: Set<AuthenticatorFault> = []) {
        queue = EmissionQueue(SoftwareAuthenticator(model: model, faults: faults))
    }

    init(_ authenticator: SoftwareAuthenticator) {
        queue = EmissionQueue(authenticator)
    }

    func send(_ bytes: [UInt8]) {
        queue.receive(bytes + Array(repeating: 0, count: 64 - bytes.count), at: now)
    }

    func send(_ command: CTAPHIDCommand, _ payload: [UInt8], on channel: UInt32) throws {
        for report in try CTAPHIDMessage(channel: channel, command: command, payload: payload).reports() {
            queue.receive(report, at: now)
        }
    }

    /// Lets time pass until the authenticator has said everything, and returns the messages.
    func messages(for duration: Duration = .seconds(3600)) throws -> [CTAPHIDMessage] {
        let end = now + duration
        var assembler = CTAPHIDAssembler()
        var messages: [CTAPHIDMessage] = []
        while let due = queue.nextDue, due <= end {
            now = max(now, due)
            while let report = queue.next(at: now) {
                if let message = try assembler.accept(report) { messages.append(message) }
            }
        }
        return messages
    }

    func open() throws -> UInt32 {
        try send(.initialize, [1, 2, 3, 4, 5, 6, 7, 8], on: CTAPHIDMessage.broadcast)
        let payload = try messages().first?.payload ?? []
        return try CTAPHIDInitializeResponse(parsing: payload).channel
    }

    func exchange(_ command: CTAPHIDCommand, _ payload: [UInt8], on channel: UInt32) throws -> [CTAPHIDMessage] {
        try send(command, payload, on: channel)
        return try messages()
    }
}

/// The first four bytes of a report on a channel.
func address(_ channel: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: channel >> $0) }
}

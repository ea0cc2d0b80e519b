package import CTAPMessages

/// What was exchanged with a key in a run, kept for the checks that look on.
package struct ExchangeLog: Sendable {
    package struct Exchange: Sendable {
        package let request: [UInt8]
        package let reply: CTAPReply
    }

    /// A run makes a few hundred; a device that makes more of them is not kept whole.
    private static let limit = 10_000

    package private(set) var exchanges: [Exchange] = []
    /// The longest time without a word while a request was under way, and how often one was.
    package private(set) var longestPause: Duration = .zero
    package private(set) var keepAliveCount = 0

    mutating func take(_ event: ExchangeEvent) {
        switch event {
        case .request: break
        case .keepAlive: keepAliveCount += 1
        case .pause(let pause): longestPause = max(longestPause, pause)
        case .reply(let reply, let request):
            if exchanges.count < Self.limit { exchanges.append(Exchange(request: request, reply: reply)) }
        }
    }

    /// Every answer of success to a command.
    package func successes(of command: CTAPCommand) -> [CTAPReply] {
        exchanges.map(\.reply).filter { $0.command == command && $0.status == .success }
    }
}

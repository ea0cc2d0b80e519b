/// The hands at the bench: a person at a terminal, a rig, or a script in a test.
package protocol Operator: Sendable {
    /// Asks for one action and waits until it is done, skipped or the limit has passed.
    func perform(_ request: OperatorRequest, within limit: Duration) async -> OperatorAnswer
}

/// Something that only hands can do.
package struct OperatorRequest: Hashable, Sendable {
    package enum Action: Hashable, Sendable {
        case touch
        case insertCard
        case removeCard
        case unplug
        case plugIn
        /// The phrase has to be typed back, letter by letter.
        case confirmDestruction(phrase: String)
    }

    package let action: Action
    /// Which device, as `devices` lists it: position, label, name.
    package let device: String

    package init(_ action: Action, device: String) {
        self.action = action
        self.device = device
    }
}

/// What became of an operator's request.
package enum OperatorAnswer: Hashable, Sendable {
    case done
    case skipped
    case timedOut
    /// Nobody is there: standard input is no terminal, or prompts are turned off.
    case nobodyToAsk
}

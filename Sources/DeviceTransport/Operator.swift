package import Octets

/// The hands at the bench: a person at a terminal, a rig, or a script in a test.
///
/// However many devices want something at once, hands are asked for one thing after the other.
package protocol Operator: Sendable {
    /// Asks for one action and waits until somebody says that it is done, skips it, or the limit has passed.
    ///
    /// A task that is cancelled while it waits has its action skipped.
    func perform(_ request: OperatorRequest, within limit: Duration) async -> OperatorAnswer

    /// Says what hands are to do while a body waits for the device to notice them, as a key does that is touched.
    ///
    /// The body begins when its turn has come, and the wait is over with it: nobody has to say that it is done. When it is
    /// skipped the body's task is cancelled, and what it returns or throws then counts. The limit is said to the person and
    /// kept by the body. Where nobody can be asked the body runs all the same, for a rig may be there.
    func attend<Value: Sendable>(
        to request: OperatorRequest,
        within limit: Duration,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value

    /// Asks for the PIN of one key, once.
    func pin(for request: PINRequest, within limit: Duration) async -> PINAnswer

    /// Shows the PIN that a key is about to have for a moment, and waits until somebody has taken note of it.
    ///
    /// It goes to the terminal itself and nowhere else: what is printed may end in a file.
    func noteTemporaryPIN(_ pin: Secret, of device: String, within limit: Duration) async -> OperatorAnswer
}

extension Operator {
    /// Hands without eyes see nothing.
    package func noteTemporaryPIN(_ pin: Secret, of device: String, within limit: Duration) async -> OperatorAnswer {
        .nobodyToAsk
    }
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
    /// Which device, as `devices` lists it: position, port, name.
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

/// A key that demands its PIN.
package struct PINRequest: Hashable, Sendable {
    /// Which device, as `devices` lists it: position, port, name.
    package let device: String
    /// Tries that are left before the key blocks its PIN.
    package let triesLeft: Int

    package init(device: String, triesLeft: Int) {
        self.device = device
        self.triesLeft = triesLeft
    }
}

/// What became of a request for a PIN.
package enum PINAnswer: Sendable {
    /// UTF-8 as it is to be sent; not known to be right.
    case given(Secret)
    case skipped
    case timedOut
    case nobodyToAsk
}

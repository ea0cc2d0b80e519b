/// A result that several may offer and one reader awaits: the first offer counts.
final class Race<Value: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Result<Value, any Error>, Never>)
        case finished(Result<Value, any Error>)
        case taken
    }

    private let state = Monitor(State.open)

    func finish(_ result: Result<Value, any Error>) {
        let reader: CheckedContinuation<Result<Value, any Error>, Never>? = state.withLock { state in
            switch state {
            case .open:
                state = .finished(result)
                return nil
            case .awaited(let continuation):
                state = .taken
                return continuation
            case .finished, .taken:
                return nil
            }
        }
        reader?.resume(returning: result)
    }

    /// Awaits the first offer; called once.
    func result() async -> Result<Value, any Error> {
        await withCheckedContinuation { continuation in
            let finished: Result<Value, any Error>? = state.withLock { state in
                switch state {
                case .open:
                    state = .awaited(continuation)
                    return nil
                case .finished(let result):
                    state = .taken
                    return result
                case .awaited, .taken:
                    preconditionFailure("a race has one reader")
                }
            }
            if let finished { continuation.resume(returning: finished) }
        }
    }
}

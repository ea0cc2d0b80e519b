import DeviceTransport
import ThreadExecutor

extension SoftwareDaemon {
    /// Waits until nobody else has a transaction.
    func begin(_ client: Int, within limit: Duration) throws(TransportError) {
        let operation = "SCardBeginTransaction"
        let deadline = MonotonicTime.after(limit)
        let outcome: Result<Void, TransportError> = state.wait { state in
            guard state.clients[client] != nil else { return .done(.failure(error(.invalidHandle, operation))) }
            let isTaken = state.holder != nil && state.holder != client
            if isTaken, !faults.contains(.transactionKeepsNobodyOut) {
                guard MonotonicTime.now() < deadline else {
                    let code = TransportError.Code.deadlineExceeded
                    return .done(.failure(TransportError(code, operation: operation, subject: readerName)))
                }
                return .wait(until: deadline)
            }
            state.holder = client
            state.depth += 1
            return .done(.success(()))
        }
        try outcome.get()
    }

    func end(_ client: Int) throws(TransportError) {
        try state.withLock { state throws(TransportError) in
            if state.holder == client || faults.contains(.transactionKeepsNobodyOut) && state.holder != nil {
                state.depth = max(0, state.depth - 1)
                if state.depth == 0, !faults.contains(.transactionIsNeverGiven) { state.holder = nil }
                return
            }
            if faults.contains(.anyoneMayEnd) { return }
            throw error(faults.contains(.endIsMisreported) ? .sharingViolation : .notTransacted, "SCardEndTransaction")
        }
        state.signalAll()
    }

    /// Lets a command pass when it is the client's turn and nothing has happened behind its back.
    func admit(_ client: Int, _ operation: String, within limit: Duration) throws(TransportError) {
        let deadline = MonotonicTime.after(limit)
        let outcome: Result<Void, TransportError> = state.wait { state in
            guard let known = state.clients[client] else { return .done(.failure(error(.invalidHandle, operation))) }
            if let holder = state.holder, holder != client, !faults.contains(.transactionKeepsNobodyOut) {
                guard MonotonicTime.now() < deadline else {
                    let code = TransportError.Code.deadlineExceeded
                    return .done(.failure(TransportError(code, operation: operation, subject: readerName)))
                }
                return .wait(until: deadline)
            }
            if known.seenCard != state.card, !faults.contains(.removalIsSecret) {
                return .done(.failure(error(.cardRemoved, operation)))
            }
            if known.seenReset != state.reset, !faults.contains(.resetIsSecret) {
                return .done(.failure(error(.cardReset, operation)))
            }
            return .done(.success(()))
        }
        try outcome.get()
    }

    /// Notes that a client has reset the card: the others are to hear of it.
    func noteReset(by client: Int) {
        state.withLock { state in
            state.reset += 1
            state.clients[client]?.seenReset = state.reset
            state.clients[client]?.seenCard = state.card
        }
    }

    func reconnect(_ client: Int, as sharing: CardSharing) throws(TransportError) {
        let operation = "SCardReconnect"
        try state.withLock { state throws(TransportError) in
            guard state.clients[client] != nil else { throw error(.invalidHandle, operation) }
            guard state.isCardPresent || sharing == .direct else { throw error(.noCard, operation) }
            if sharing == .exclusive, state.clients.count > 1, !faults.contains(.aloneIsShared) {
                throw error(.sharingViolation, operation)
            }
            state.clients[client] = Client(sharing: sharing, seenCard: state.card, seenReset: state.reset)
        }
    }
}

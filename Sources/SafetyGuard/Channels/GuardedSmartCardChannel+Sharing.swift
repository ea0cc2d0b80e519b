package import DeviceTransport
import Synchronization

/// Keeping others away is harmless for as long as it ends (D0): so a guard ends what it was asked to begin.
extension GuardedSmartCardChannel {
    /// What keeps others away.
    struct Hold: Sendable {
        /// Transactions that were begun and not ended.
        var depth = 0
        var sharing: CardSharing?
    }

    package func beginTransaction(within limit: Duration) throws(TransportError) {
        try channel.beginTransaction(within: limit)
        hold.withLock { $0.depth += 1 }
    }

    package func endTransaction(within limit: Duration) throws(TransportError) {
        try channel.endTransaction(within: limit)
        hold.withLock { $0.depth = max(0, $0.depth - 1) }
    }

    /// Another may have selected something meanwhile, so nothing is known of the card any more.
    package func reconnect(as sharing: CardSharing, within limit: Duration) throws(TransportError) {
        knowledge.state.withLock { $0.forget() }
        try channel.reconnect(as: sharing, within: limit)
        hold.withLock { $0.sharing = sharing }
    }

    /// Lets others at the card again, if whoever used the guard has not done so.
    package func release(within limit: Duration) {
        let held = hold.withLock { hold in
            defer { hold = Hold() }
            return hold
        }
        for _ in 0..<held.depth { try? channel.endTransaction(within: limit) }
        if let sharing = held.sharing, sharing != .shared { try? channel.reconnect(as: .shared, within: limit) }
    }

    package func close() {
        hold.withLock { $0 = Hold() }
        if isOneOfTwo.exchange(false, ordering: .relaxed) {
            knowledge.state.withLock { state in
                state.connections -= 1
                state.forget()
            }
        }
        channel.close()
    }
}

import CPCSCLite
import DeviceTransport
import ThreadExecutor

/// Owns one `SCARDHANDLE` and the context that it belongs to; letting go leaves the card as it is.
struct CardHandle: ~Copyable {
    let context: ContextHandle
    let rawValue: SCARDHANDLE
    /// The protocol that the connection began with.
    let activeProtocol: DWORD

    /// - Throws: What `SCardConnect` returned, or `deadlineExceeded`: it waits without limit for others' transactions.
    init(
        reader: String,
        sharing: CardSharing,
        protocols: DWORD,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) {
        let deadline = ContinuousClock.now + limit
        let order = ConnectionOrder.shared
        let connection = order.begin()
        defer { order.end(connection) }
        let context = try ContextHandle(on: thread, within: limit)
        // A connection that comes about too late ends with its context, on this thread, as soon as it exists.
        let raw = context.rawValue
        let remaining = max(.zero, deadline - .now)
        let connected = try thread.blocking("SCardConnect", within: remaining) {
            defer { order.end(connection) }
            return PCSCCalls.connect(raw, reader, sharing: sharing, protocols: protocols)
        }
        try connected.code.check("SCardConnect", subject: reader)
        order.wait(for: order.end(connection))
        self.context = context
        rawValue = connected.card
        activeProtocol = connected.activeProtocol
    }

    deinit { PCSCCalls.disconnect(rawValue) }
}

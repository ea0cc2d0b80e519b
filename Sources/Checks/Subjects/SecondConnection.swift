package import DeviceTransport
package import ISO7816
import SafetyGuard

/// Another connection to the slot under test, under the same allowance.
package final class SecondConnection: Sendable {
    private let side: SideThread
    private let channel: GuardedSmartCardChannel

    package var activeProtocol: CardProtocol? { channel.activeProtocol }

    init(
        as mode: ConnectionMode,
        _ surroundings: SlotSurroundings,
        besides first: GuardedSmartCardChannel,
        within limit: Duration
    ) async throws(TransportError) {
        side = try SideThread(for: .secondConnection, in: surroundings, within: limit)
        let opened = await side.call("SCardConnect") { [thread = side.thread] in
            try surroundings.connect(mode, thread, limit)
        }
        channel = GuardedSmartCardChannel(wrapping: try opened.result.get(), besides: first)
    }

    /// Makes a call and waits for its end.
    package func call<Value: Sendable>(
        _ operation: String,
        _ body: @escaping @Sendable (any SmartCardChannel, Duration) throws -> Value
    ) async -> SideThread.Ending<Value> {
        await side.call(operation) { [channel, limit = side.limit] in try body(channel, limit) }
    }

    /// Makes a call that may have to wait, and returns when it is about to be made.
    package func begin<Value: Sendable>(
        _ operation: String,
        _ body: @escaping @Sendable (any SmartCardChannel, Duration) throws -> Value
    ) async -> SideThread.Pending<Value> {
        await side.begin(operation) { [channel, limit = side.limit] in try body(channel, limit) }
    }

    /// Lets go, of a transaction too.
    func close() async {
        _ = await side.call("SCardDisconnect") { [channel, limit = side.limit] in
            channel.release(within: limit)
            channel.close()
        }
    }
}

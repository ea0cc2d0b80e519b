import DeviceTransport
import Synchronization

/// The ceremony for which a key may be waiting for somebody, to be taken back from another thread.
///
/// A key does not see that a program has gone: it would blink on until its own time is over.
final class CeremonyUnderWay: Sendable {
    private let client = Mutex<(any AuthenticatorClient)?>(nil)

    /// Runs a body during which the client's request may be taken back.
    ///
    /// - Throws: What `body` throws.
    func during<Value>(
        _ client: any AuthenticatorClient,
        _ body: () throws(TransportError) -> Value
    ) throws(TransportError) -> Value {
        self.client.withLock { $0 = client }
        defer { self.client.withLock { $0 = nil } }
        return try body()
    }

    /// Takes the request back (CTAPHID_CANCEL), where there is one.
    func takeBack() {
        client.withLock(\.self)?.cancel()
    }
}

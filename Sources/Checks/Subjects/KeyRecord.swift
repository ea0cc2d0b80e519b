package import CapabilityProbe
package import CTAPMessages
import Synchronization

/// What a run knows of one key: shared by the checks on it, so that a touch is asked for once and not in each.
package final class KeyRecord: Sendable {
    package let identity: DeviceIdentity
    private let state = Mutex(State())

    private struct State: Sendable {
        var capabilities: CTAPHIDCapabilities?
        var information: [UInt8]?
        var credential: MadeCredential?
        var tries: UInt64?
        var log = ExchangeLog()
        var pastChannels: Set<UInt32> = []
    }

    package init(_ identity: DeviceIdentity) {
        self.identity = identity
    }

    /// What the first answer to CTAPHID_INIT said that the key can do.
    package var capabilities: CTAPHIDCapabilities? {
        get { state.withLock { $0.capabilities } }
        set { state.withLock { $0.capabilities = newValue } }
    }

    /// The first answer to getInfo of the run, without its status byte.
    package var information: [UInt8]? {
        get { state.withLock { $0.information } }
        set { state.withLock { $0.information = newValue } }
    }

    /// The tries at the PIN before the first check.
    var tries: UInt64? {
        get { state.withLock { $0.tries } }
        set { state.withLock { $0.tries = newValue } }
    }

    /// A credential that any check may look at and use.
    package var credential: MadeCredential? {
        get { state.withLock { $0.credential } }
        set { state.withLock { $0.credential = newValue } }
    }

    /// Forgets what a reset makes untrue: what getInfo said, the credential, and the exchanges from before.
    package func forgetContents() {
        state.withLock { state in
            (state.information, state.credential, state.log) = (nil, nil, ExchangeLog())
        }
    }

    /// Channels that were given to checks which are over.
    var pastChannels: Set<UInt32> { state.withLock { $0.pastChannels } }

    func retire(_ channels: Set<UInt32>) {
        state.withLock { $0.pastChannels.formUnion(channels) }
    }

    package var log: ExchangeLog { state.withLock { $0.log } }

    func take(_ event: ExchangeEvent) {
        state.withLock { $0.log.take(event) }
    }
}

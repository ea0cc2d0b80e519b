package import CapabilityProbe
package import CTAPMessages
package import Octets
package import SafetyGuard
import Synchronization

/// What a run knows of one key: shared by the checks on it, so that a touch is asked for once and not in each.
package final class KeyRecord: Sendable {
    package let identity: DeviceIdentity
    /// What the run has written on the key and not taken back.
    package let traces: KeyTraces
    private let state = Mutex(State())

    private struct State: Sendable {
        var capabilities: CTAPHIDCapabilities?
        var information: [UInt8]?
        var credential: MadeCredential?
        var tries: UInt64?
        var log = ExchangeLog()
        var pastChannels: Set<UInt32> = []
        var pin: HeldPIN?
        var wasPINRefused = false
        var temporaryPIN: Secret?
        var beforeReplug: BeforeReplug?
    }

    /// The PIN of a run, which is asked for once: in memory alone, and no longer than the run.
    enum HeldPIN: Sendable {
        case given(Secret)
        /// Why there is none.
        case missing(CheckEnd)
    }

    /// What a check keeps while its key is pulled and plugged in again.
    package struct BeforeReplug: Sendable {
        package var credential: MadeCredential?
        package var token: PINToken?

        package init(credential: MadeCredential? = nil, token: PINToken? = nil) {
            (self.credential, self.token) = (credential, token)
        }
    }

    package init(_ identity: DeviceIdentity, traces: KeyTraces = KeyTraces()) {
        self.identity = identity
        self.traces = traces
    }

    var pin: HeldPIN? {
        get { state.withLock { $0.pin } }
        set { state.withLock { $0.pin = newValue } }
    }

    /// Whether the key refused the PIN that somebody gave.
    var wasPINRefused: Bool {
        get { state.withLock { $0.wasPINRefused } }
        set { state.withLock { $0.wasPINRefused = newValue } }
    }

    /// The PIN that the key has while it is changed; somebody has seen it at the terminal.
    package var temporaryPIN: Secret? {
        get { state.withLock { $0.temporaryPIN } }
        set { state.withLock { $0.temporaryPIN = newValue } }
    }

    package var beforeReplug: BeforeReplug? {
        get { state.withLock { $0.beforeReplug } }
        set { state.withLock { $0.beforeReplug = newValue } }
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
            state.pin = nil
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

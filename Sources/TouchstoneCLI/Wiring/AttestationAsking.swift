import CapabilityProbe
import DeviceTransport

/// How a probe asks keys who vouches for them: by a touch, and never by a PIN.
struct AttestationAsking: Sendable {
    /// How long somebody may take to touch a key.
    let touchLimit: Duration
    let console: Console

    /// Asks one key, and says first which one waits for a touch.
    ///
    /// - Throws: What the client throws when the key cannot be reached; what a key refuses is a fact.
    func ask(
        _ key: SecurityKeyFacts,
        of device: String,
        client: some AuthenticatorClient
    ) throws(TransportError) -> AttestationFacts {
        let probe = AttestationProbe(of: key, seed: .random())
        if probe.plan == .touch {
            console.note("touch \(device) within \(touchLimit.components.seconds) s: it is asked who vouches for it")
        }
        return try probe.run(client: client, pin: nil, within: touchLimit)
    }
}

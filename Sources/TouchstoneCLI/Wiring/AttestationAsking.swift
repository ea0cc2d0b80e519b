import CapabilityProbe
import DeviceTransport

/// How a probe asks keys who vouches for them: by a touch, and never by a PIN.
struct AttestationAsking: Sendable {
    /// How long somebody may take to touch a key.
    let touchLimit: Duration
    /// Where somebody is told to touch it; `nil` where a recording answers, since nobody has to.
    let console: Console?

    /// For recordings: a wait that was recorded takes no time, so this only ends what never should take as long.
    static let replayed = Self(touchLimit: .seconds(600), console: nil)

    /// Asks one key, and says first which one waits for a touch.
    ///
    /// - Throws: What the client throws when the key cannot be reached; what a key refuses is a fact.
    func ask(
        _ key: SecurityKeyFacts,
        of device: String,
        seed: AttestationSeed,
        client: some AuthenticatorClient
    ) throws(TransportError) -> AttestationFacts {
        let probe = AttestationProbe(of: key, seed: seed)
        if probe.plan == .touch {
            console?.note("touch \(device) within \(touchLimit.components.seconds) s: it is asked who vouches for it")
        }
        return try probe.run(client: client, pin: nil, within: touchLimit)
    }
}

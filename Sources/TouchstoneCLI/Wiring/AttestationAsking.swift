import CapabilityProbe
import DeviceTransport
import FIDO2Driver
import FIDOMetadata
import Octets
import ThreadExecutor

/// How keys are asked who vouches for them: by a touch, and with their PIN where they demand it and somebody gives it.
struct AttestationAsking: Sendable {
    /// How long somebody may take to touch a key.
    let touchLimit: Duration
    /// Who touches, and who knows the PIN.
    let hands: any Operator
    /// Where the run tells why it went on without a PIN; `nil` where a recording answers.
    let console: Console?
    /// Whether the key is to sign with the credential as well; a recording knows whether it was.
    var usesCredential = true

    /// How long somebody may take to type a PIN.
    static let pinLimit = Duration.seconds(60)

    /// Asks one key.
    ///
    /// When it is skipped or the task is cancelled, the key is told that nobody waits any more (CTAPHID_CANCEL): it would
    /// blink on.
    ///
    /// - Throws: What the client throws when the key cannot be reached; what a key refuses is a fact.
    func ask(
        _ facts: SecurityKeyFacts,
        of device: String,
        seed: AttestationSeed,
        over key: OpenKey,
        on thread: DeviceThread
    ) async throws -> AttestationFacts {
        let probe = AttestationProbe(of: facts, seed: seed, usesCredential: usesCredential)
        let pin: Secret?
        switch probe.plan {
        case .impossible(let reason): return probe.withheld(because: reason)
        case .touch: pin = nil
        case .pin:
            pin = await self.pin(of: device, triesLeft: facts.pinRetries?.count ?? 0, for: probe)
            try Task.checkCancellation()
            guard pin != nil else { return probe.withheld(because: AttestationProbe.noPIN) }
        }
        var answer = try await hands.attend(to: OperatorRequest(.touch, device: device), within: touchLimit) {
            try await withTaskCancellationHandler {
                // After its own limit a key still has a second to say that it has given up.
                try await thread.run("attestation", within: touchLimit + .seconds(2)) {
                    try key.spending(tries: pin == nil ? 0 : 1) { client throws(TransportError) in
                        try probe.run(client: client, pin: pin, within: touchLimit)
                    }
                }
            } onCancel: {
                key.client.cancel()
            }
        }
        try Task.checkCancellation()
        let failure = Self.failureOfAssertion(in: answer)
        answer.assertion?.failure = failure
        return answer
    }

    /// What is wrong with the signature by the credential; `nil` where it holds, and where there is none.
    private static func failureOfAssertion(in facts: AttestationFacts) -> String? {
        guard let assertion = facts.assertion, assertion.outcome == .given else { return nil }
        return AssertionCheck.failure(
            of: assertion.signature?.bytes ?? [],
            over: assertion.authenticatorData?.bytes ?? [],
            assertion.clientDataHash.bytes,
            registration: facts.response?.bytes ?? [],
            rpID: facts.rpID
        )
    }

    /// The PIN that somebody gives; `nil` where nobody does, or one that cannot be the key's.
    private func pin(of device: String, triesLeft: Int, for probe: AttestationProbe) async -> Secret? {
        let request = PINRequest(device: device, triesLeft: triesLeft)
        guard case .given(let pin) = await hands.pin(for: request, within: Self.pinLimit) else { return nil }
        guard let reason = probe.unfitness(of: pin) else { return pin }
        console?.note("note:  \(device) is not asked: \(reason)")
        return nil
    }
}

package import CTAPMessages
package import DeviceTransport
package import Octets

/// Asks a key to make a credential and to attest it, and keeps what it answers.
///
/// Nothing is stored on the key, and the credential is thrown away: nobody ever knows its relying party. A PIN is sent
/// only when one is given and the key demands it, and once.
package struct AttestationProbe: Sendable {
    /// `.invalid` is nobody's (RFC 2606, 2).
    package static let rpID = "attestation.touchstone.invalid"

    private let key: SecurityKeyFacts
    private let seed: AttestationSeed

    /// Takes what ``SecurityKeyProbe`` found out about the key.
    package init(of key: SecurityKeyFacts, seed: AttestationSeed) {
        self.key = key
        self.seed = seed
    }

    package var plan: AttestationPlan { AttestationPlan(for: key) }

    /// Facts of a key that is not asked.
    package func withheld(because reason: String) -> AttestationFacts {
        var facts = facts(.notAsked)
        facts.reason = reason
        return facts
    }

    /// Why a key is not asked that demands a PIN: the same whatever nobody gave, as a replay cannot tell.
    package static let noPIN = "it demands its PIN, and none was given that could be its own"

    /// Runs the registration over an open client.
    ///
    /// - Throws: What the client throws when the key cannot be reached; what a key refuses is a fact.
    package func run(
        client: some AuthenticatorClient,
        pin: Secret?,
        within limit: Duration,
        onKeepAlive: @escaping @Sendable (CTAPHIDKeepaliveStatus) -> Void = { _ in }
    ) throws(TransportError) -> AttestationFacts {
        var secret: Secret?
        switch plan {
        case .touch: break
        case .pin:
            guard let pin, unfitness(of: pin) == nil else { return withheld(because: Self.noPIN) }
            secret = pin
        case .impossible(let reason): return withheld(because: reason)
        }
        let answer = try client.makeCredential(request, pin: secret, within: limit, onKeepAlive: onKeepAlive)
        var facts: AttestationFacts
        switch answer {
        case .value(let credential):
            facts = self.facts(.given)
            facts.response = HexBytes(EnterpriseSerialNumber.redacted(credential.response))
            facts.isEnterprise = !EnterpriseSerialNumber.ranges(in: credential.response).isEmpty
            facts.disagreements = credential.disagreements
        case .refused(let status):
            facts = self.facts(.refused)
            facts.status = StatusFact(status)
        }
        if secret != nil {
            facts.usedPIN = true
            facts.pinRetriesAfter = try RetriesFact(asking: { () throws(TransportError) in
                try client.pinRetries(within: limit)
            })
        }
        return facts
    }

    /// Why a PIN cannot be this key's, so that it need not lose a try over it (CTAP 2.1, 6.5.1).
    package func unfitness(of pin: Secret) -> String? {
        let (characters, bytes) = pin.withBytes { (String(decoding: $0, as: UTF8.self).unicodeScalars.count, $0.count) }
        let minimum = max(4, Int(clamping: key.information?.minPINLength ?? 4))
        guard characters >= minimum else { return "the PIN given is shorter than the \(minimum) characters it demands" }
        return bytes > 63 ? "the PIN given is longer than the 63 bytes that a PIN may have" : nil
    }

    private func facts(_ outcome: AttestationFacts.Outcome) -> AttestationFacts {
        AttestationFacts(outcome, rpID: Self.rpID, clientDataHash: seed.clientDataHash)
    }

    /// The algorithm is the first that the key lists and libfido2 knows; ES256 where it lists none, as U2F keys do.
    private var request: CredentialRequest {
        let known: [COSEAlgorithm] = [.es256, .edDSA, .es384, .rs256]
        let listed = key.information?.algorithms?.map { COSEAlgorithm(rawValue: $0.algorithm) } ?? []
        return CredentialRequest(
            rpID: Self.rpID,
            rpName: "Touchstone attestation",
            user: CredentialRequest.User(id: seed.userID, name: "nobody", displayName: "Nobody"),
            clientDataHash: seed.clientDataHash,
            algorithm: listed.contains(.es256) ? .es256 : listed.first(where: known.contains) ?? .es256
        )
    }
}

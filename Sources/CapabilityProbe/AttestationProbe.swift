import CBORTree
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
    private let usesCredential: Bool

    /// Takes what ``SecurityKeyProbe`` found out about the key.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - seed: From which everything follows that has to be fresh.
    ///   - usesCredential: Whether the key is asked to sign with the credential as well, which takes no touch.
    package init(of key: SecurityKeyFacts, seed: AttestationSeed, usesCredential: Bool = true) {
        self.key = key
        self.seed = seed
        self.usesCredential = usesCredential
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
            facts.assertion = try assertion(by: credential, client: client, within: limit)
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

    /// Uses the credential without a touch and without a PIN: what is to be seen is its signature.
    ///
    /// A key of U2F has nothing like it.
    private func assertion(
        by credential: CredentialAnswer,
        client: some AuthenticatorClient,
        within limit: Duration
    ) throws(TransportError) -> AssertionFacts? {
        guard usesCredential, key.isFIDO2, let id = Self.credentialID(in: credential.response) else { return nil }
        var request = AssertionRequest(rpID: Self.rpID, clientDataHash: seed.assertionHash, allowedCredentials: [id])
        request.asksForUserPresence = false
        switch try client.getAssertion(request, pin: nil, within: limit, onKeepAlive: { _ in }) {
        case .refused(let status):
            var facts = AssertionFacts(.refused, clientDataHash: seed.assertionHash)
            facts.status = StatusFact(status)
            return facts
        case .value(let answer):
            var facts = AssertionFacts(.given, clientDataHash: seed.assertionHash)
            facts.authenticatorData = answer.assertions.first.map { HexBytes($0.authenticatorData) }
            facts.signature = answer.assertions.first.map { HexBytes($0.signature) }
            return facts
        }
    }

    /// The id in the attested credential data (WebAuthn L3, 6.5.1): after RP id hash, flags, counter and AAGUID.
    private static func credentialID(in response: [UInt8]) -> [UInt8]? {
        guard let data = (try? CBORItem(parsing: response))?[2]?.bytes else { return nil }
        var reader = ByteReader(data)
        guard (try? reader.read(53)) != nil, let length = try? reader.readBigEndian(2), length <= 1023 else {
            return nil
        }
        return try? reader.read(Int(length))
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

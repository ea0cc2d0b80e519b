import CTAPMessages

/// What came of asking a key who vouches for it; whether that holds is another question.
package struct AttestationFacts: Hashable, Sendable, Codable {
    package enum Outcome: String, Hashable, Sendable, Codable {
        /// The key made a credential and attested it.
        case given
        /// The key refused, or nobody touched it in time (`CTAP2_ERR_KEEPALIVE_CANCEL`).
        case refused
        /// Nothing was sent.
        case notAsked = "not-asked"
    }

    package var outcome: Outcome
    /// The relying party that was named; it exists nowhere.
    package var rpID: String
    /// What the key had to sign, derived from the recording's seed.
    package var clientDataHash: HexBytes
    /// The answer to authenticatorMakeCredential without its status: format, authenticator data, statement.
    package var response: HexBytes?
    /// The status with which the key refused.
    package var status: StatusFact?
    /// Why nothing was sent, as a clause.
    package var reason: String?
    package var usedPIN = false
    /// The tries left after a PIN was used.
    package var pinRetriesAfter: RetriesFact?
    /// The certificate names this one device; its number is zeros in ``response``, so that no signature over it holds.
    package var isEnterprise = false
    /// What came of using the credential; absent where it was not asked for.
    package var assertion: AssertionFacts?
    /// Where libfido2 reads the answer otherwise.
    package var disagreements: [String] = []

    /// Whether the PIN was the reason of the refusal.
    package var isPINRefused: Bool {
        let statuses: [CTAPStatus] = [.pinInvalid, .pinBlocked, .pinAuthBlocked, .pinAuthInvalid]
        return usedPIN && statuses.contains { status == StatusFact($0) }
    }

    package init(_ outcome: Outcome, rpID: String, clientDataHash: [UInt8]) {
        self.outcome = outcome
        self.rpID = rpID
        self.clientDataHash = HexBytes(clientDataHash)
    }
}

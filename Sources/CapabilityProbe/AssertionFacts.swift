/// What came of using the credential that a key has just made and attested.
///
/// A key may attest a credential whose private key it does not have; only a signature shows that it has.
package struct AssertionFacts: Hashable, Sendable, Codable {
    package var outcome: AttestationFacts.Outcome
    /// What the key had to sign, derived from the recording's seed.
    package var clientDataHash: HexBytes
    package var authenticatorData: HexBytes?
    package var signature: HexBytes?
    /// The status with which the key refused.
    package var status: StatusFact?
    /// Why the signature is not the attested credential's, as a clause; absent where it is.
    package var failure: String?

    package init(_ outcome: AttestationFacts.Outcome, clientDataHash: [UInt8]) {
        self.outcome = outcome
        self.clientDataHash = HexBytes(clientDataHash)
    }
}

import CTAPMessages
package import DeviceTransport

/// Asks a security key what it is and can do, in three exchanges that change nothing on it.
package enum SecurityKeyProbe {
    /// CTAPHID_INIT, getInfo and the PIN retries, and the UV retries where the key lists `uv`.
    ///
    /// The counters are read, never tried. The client is left open.
    ///
    /// - Throws: What the client throws when the key cannot be reached; what a key refuses is a fact.
    package static func run(
        client: some AuthenticatorClient,
        within limit: Duration
    ) throws(TransportError) -> SecurityKeyFacts {
        let opening = try client.open(within: limit)
        guard let bytes = opening.getInfo else { return facts(opening) }
        let information = InformationFacts(parsing: bytes)
        let disagreements = try disagreements(client, information)
        let pinRetries = try RetriesFact(asking: { () throws(TransportError) in try client.pinRetries(within: limit) })
        let hasUserVerification = information.options?["uv"] != nil
        let uvRetries =
            hasUserVerification
            ? try RetriesFact(asking: { () throws(TransportError) in try client.uvRetries(within: limit) }) : nil
        return facts(opening, information, pinRetries, uvRetries, disagreements)
    }

    private static func facts(
        _ opening: AuthenticatorOpening,
        _ information: InformationFacts? = nil,
        _ pinRetries: RetriesFact? = nil,
        _ uvRetries: RetriesFact? = nil,
        _ disagreements: [Disagreement] = []
    ) -> SecurityKeyFacts {
        let flags: [(CTAPHIDCapabilities, String)] = [(.wink, "wink"), (.cbor, "cbor"), (.noMessage, "nmsg")]
        return SecurityKeyFacts(
            protocolVersion: Int(opening.protocolVersion),
            deviceVersion: HexBytes(opening.deviceVersion),
            capabilities: flags.filter { opening.capabilities.contains($0.0) }.map(\.1),
            information: information,
            informationRefusal: opening.getInfoRefusal.map(StatusFact.init),
            pinRetries: pinRetries,
            uvRetries: uvRetries,
            disagreements: disagreements
        )
    }

    /// The other reading of the same bytes; one that cannot be had is a disagreement too, unless the key is gone.
    private static func disagreements(
        _ client: some AuthenticatorClient,
        _ information: InformationFacts
    ) throws(TransportError) -> [Disagreement] {
        do throws(TransportError) {
            return ReferenceComparison(ours: information, theirs: try client.referenceInformation()).disagreements
        } catch  where error.code == .malformed || error.code == .unclassified {
            let ours = information.unreadable ?? "well formed"
            return [Disagreement(member: "getInfo", ours: ours, theirs: "unreadable: \(error.operation)")]
        }
    }
}

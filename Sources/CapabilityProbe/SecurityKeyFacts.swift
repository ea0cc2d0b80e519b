package import CTAPMessages
import DeviceTransport

/// What a security key claims of itself; nothing here is proof.
///
/// A member that the key does not send is absent, never a default.
package struct SecurityKeyFacts: Hashable, Sendable, Codable {
    /// CTAPHID protocol version.
    package let protocolVersion: Int
    /// The device version of the CTAPHID_INIT answer: major, minor, build.
    package let deviceVersion: HexBytes
    /// Flags of the CTAPHID_INIT answer by their names in CTAP: `wink`, `cbor`, `nmsg`.
    package let capabilities: [String]
    /// Absent for a key that speaks U2F alone, or refuses to answer.
    package let information: InformationFacts?
    /// The status with which a key that says it speaks CTAP2 refused getInfo.
    package let informationRefusal: StatusFact?
    /// Absent where it was not asked: a key that speaks U2F alone has none.
    package let pinRetries: RetriesFact?
    /// Absent unless the key lists the option `uv`.
    package let uvRetries: RetriesFact?
    /// Where libfido2 reads the same getInfo answer in another way than we do.
    package let disagreements: [Disagreement]
    /// Who vouches for the model, as the key answered; absent where nobody wanted to know.
    package var attestation: AttestationFacts?

    package init(
        protocolVersion: Int,
        deviceVersion: HexBytes,
        capabilities: [String],
        information: InformationFacts?,
        informationRefusal: StatusFact? = nil,
        pinRetries: RetriesFact?,
        uvRetries: RetriesFact?,
        disagreements: [Disagreement]
    ) {
        self.protocolVersion = protocolVersion
        self.deviceVersion = deviceVersion
        self.capabilities = capabilities
        self.information = information
        self.informationRefusal = informationRefusal
        self.pinRetries = pinRetries
        self.uvRetries = uvRetries
        self.disagreements = disagreements
    }

    /// The model's identifier, as claimed.
    package var aaguid: AAGUID? { information?.aaguid }
    /// Whether the key speaks CTAP2.
    package var isFIDO2: Bool { information != nil }
}

/// A counter of tries, or the status with which the key keeps it to itself.
package struct RetriesFact: Hashable, Sendable, Codable {
    package let count: Int?
    package let refusal: StatusFact?
    /// The step that found an answer without a counter in it.
    package let unreadable: String?

    package init(count: Int) {
        self.count = count
        refusal = nil
        unreadable = nil
    }

    package init(refusal: CTAPStatus) {
        count = nil
        self.refusal = StatusFact(refusal)
        unreadable = nil
    }

    package init(unreadable: String) {
        count = nil
        refusal = nil
        self.unreadable = unreadable
    }

    /// Asks for a counter; what the key refuses, or says in no readable way, is a fact as well.
    init(asking ask: () throws(TransportError) -> CTAPAnswer<Int>) throws(TransportError) {
        do throws(TransportError) {
            self =
                switch try ask() {
                case .value(let count): Self(count: count)
                case .refused(let status): Self(refusal: status)
                }
        } catch {
            guard error.code == .malformed else { throw error }
            self.init(unreadable: error.operation)
        }
    }
}

/// A CTAP status by number and name.
package struct StatusFact: Hashable, Sendable, Codable {
    package let code: HexBytes
    package let name: String

    package init(_ status: CTAPStatus) {
        code = HexBytes([status.rawValue])
        name = status.name
    }
}

/// One member that two programs read differently.
package struct Disagreement: Hashable, Sendable, Codable {
    /// The specification's name of the member.
    package let member: String
    package let ours: String
    package let theirs: String

    package init(member: String, ours: String, theirs: String) {
        self.member = member
        self.ours = ours
        self.theirs = theirs
    }
}

package import Vocabulary

/// What is known of a security key's certification, one condition apart from the other.
///
/// What a key says of itself proves nothing, so who vouches for the claim and what the claimed model holds are two
/// members, and only a policy can let the second stand without the first.
package struct CertificationStanding: Hashable, Sendable {
    /// Who vouches that the key is of the model that it claims.
    package enum Vouching: Hashable, Sendable {
        /// The maker: from the key's certificate to the anchor that the metadata names.
        case attested(path: String)
        /// What the key answered does not bear out the claim; asking again would change nothing.
        case refuted(reason: String)
        /// The key answered, and nobody but itself vouches.
        case unvouched(reason: String)
        /// The key was not asked, did not answer, or there is nothing yet to hold its answer against.
        case open(reason: String, supply: String)
    }

    /// What the metadata has of the claimed model.
    package enum Model: Hashable, Sendable {
        /// The key names none, as keys of U2F do.
        case unnamed
        /// The metadata has nothing that can be used.
        case unknown(reason: String, supply: String)
        case known(ModelStanding)
    }

    package var isFIDO2: Bool
    package var vouching: Vouching
    package var model: Model
    /// The metadata, for a sentence: `FIDO metadata no. 291, verified on 2026-11-22`.
    package var source: String
    /// Where the key's answer was seen: `recording:event`.
    package var answerReference: String?
    /// The day for which newer metadata was announced, where that is over.
    package var overdueSince: CalendarDate?

    package init(
        isFIDO2: Bool = true,
        vouching: Vouching,
        model: Model,
        source: String,
        answerReference: String? = nil,
        overdueSince: CalendarDate? = nil
    ) {
        self.isFIDO2 = isFIDO2
        self.vouching = vouching
        self.model = model
        self.source = source
        self.answerReference = answerReference
        self.overdueSince = overdueSince
    }

    var isAttested: Bool {
        if case .attested = vouching { true } else { false }
    }
}

/// What the FIDO metadata says of the observed keys, by the reference of their observation.
package struct MetadataFacts: Hashable, Sendable {
    package var standings: [String: CertificationStanding]

    package init(standings: [String: CertificationStanding] = [:]) {
        self.standings = standings
    }

    /// No metadata was at hand.
    package static let none = Self()

    /// What is known of a key; `nil` where nobody asked the metadata.
    package func standing(of device: ObservedDevice) -> CertificationStanding? { standings[device.reference] }
}

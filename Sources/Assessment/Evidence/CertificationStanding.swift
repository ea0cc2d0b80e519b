package import Vocabulary

/// What is known of a security key's certification level.
///
/// What a key says of itself proves nothing, so a claim and a proof are different cases and only a policy can let the
/// first stand for the second.
package enum CertificationStanding: Hashable, Sendable {
    /// The model is vouched for, and this source gives its level, or none, at the as-of date and for its firmware.
    case established(CertificationLevel?, source: String)
    /// The model that the key claims to be has this level, or none, by that source; nobody vouches for the claim.
    case claimedOnly(CertificationLevel?, source: String)
    /// Nothing is known of the model.
    case unknown
}

/// What the FIDO metadata says of the observed keys, by the reference of their observation.
package struct MetadataFacts: Hashable, Sendable {
    package var standings: [String: CertificationStanding]

    package init(standings: [String: CertificationStanding] = [:]) {
        self.standings = standings
    }

    /// No metadata was at hand.
    package static let none = Self()

    package func standing(of device: ObservedDevice) -> CertificationStanding {
        standings[device.reference] ?? .unknown
    }
}

/// The outcomes of the checks that were run.
///
/// Nothing is in it yet: no check bears on a verdict so far, and the place where they will is here.
package struct CheckOutcomes: Hashable, Sendable {
    package init() {}
}

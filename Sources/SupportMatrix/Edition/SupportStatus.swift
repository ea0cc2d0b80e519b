/// What an edition says of one combination: the page's four words, and three that it implies.
///
/// These are answers, not grades. *Recommended* is not "newest", *untested newer* is not "worse than Deprecated", and
/// *outside warranty* permits what *Retired* forbids. So the type has no order; what each answer means for a verdict
/// stands in the assessment's own table.
package enum SupportStatus: String, CaseIterable, Sendable {
    /// Should be used.
    case recommended
    /// Can be used.
    case supported
    /// Can be used, and needs a plan to move on.
    case deprecated
    /// Must not be used.
    case retired
    /// The edition does not name it, and says that what it does not name is not supported.
    case notListed = "not-listed"
    /// Newer than the newest release that was tested: neither supported nor forbidden.
    case untestedNewer = "untested-newer"
    /// An organisation may choose it, without help and at its own risk.
    case outsideWarranty = "outside-warranty"

    /// The words of the page's own legend; only these and ``notListed`` (an empty cell) may stand in a table.
    package static let written: [Self] = [.recommended, .supported, .deprecated, .retired]

    /// The status as a person writes it.
    package var name: String {
        switch self {
        case .recommended: "Recommended"
        case .supported: "Supported"
        case .deprecated: "Deprecated"
        case .retired: "Retired"
        case .notListed: "not listed"
        case .untestedNewer: "untested newer"
        case .outsideWarranty: "outside warranty"
        }
    }
}

/// Where the fact behind a reason can be looked up.
package struct EvidenceReference: Hashable, Sendable {
    package enum Kind: String, Sendable {
        /// A field of the build manifest.
        case build
        /// An event of a recording, or a live observation.
        case observation
        /// The FIDO metadata that was asked.
        case metadata
        /// The policy, where the reading alone decided.
        case policy
        /// Nothing was there to look at.
        case absent
    }

    package let kind: Kind
    package let locator: String

    package init(_ kind: Kind, _ locator: String) {
        self.kind = kind
        self.locator = locator
    }

    static let absent = Self(.absent, "")
}

extension EvidenceReference: CustomStringConvertible {
    /// `build: browsers[0].arguments`.
    package var description: String {
        kind == .absent ? "no evidence" : "\(kind.rawValue): \(locator)"
    }
}

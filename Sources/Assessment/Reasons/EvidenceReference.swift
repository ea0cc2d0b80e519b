package import StrictYAML

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
    /// The place in the build's file.
    package let position: YAMLPosition?

    package init(_ kind: Kind, _ locator: String, at position: YAMLPosition? = nil) {
        self.kind = kind
        self.locator = locator
        self.position = position
    }

    static let absent = Self(.absent, "")
}

extension EvidenceReference: CustomStringConvertible {
    /// `build: browsers[0].version (line 12)`.
    package var description: String {
        guard kind != .absent else { return "no evidence" }
        return "\(kind.rawValue): \(locator)\(position.map { " (line \($0.line))" } ?? "")"
    }
}

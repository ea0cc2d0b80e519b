/// The name of a check: lower-case words with hyphens, an area and a dot in front, such as `hid.bad-seq`.
///
/// Ids are for ever: waivers, recordings and old reports name them, so a check that is retired leaves its id unused.
package struct CheckID: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    /// What stands before the first dot.
    package var area: String { String(rawValue.prefix { $0 != "." }) }

    package var isWellFormed: Bool { rawValue.wholeMatch(of: /[a-z0-9]+(\.[a-z0-9]+(-[a-z0-9]+)*)+/) != nil }

    package var description: String { rawValue }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension CheckID: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { rawValue = value }
}

extension CheckID: Codable {}

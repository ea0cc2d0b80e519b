package import StrictYAML
package import Vocabulary

/// The current production milestone of a browser, on a day, from a source.
///
/// Without its day and its source the number proves nothing, so all three are required.
package struct StableMilestone: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case milestone
        case asOf = "as-of"
        case source
    }

    package let milestone: Located<Int>
    package let asOf: Located<CalendarDate>
    package let source: Located<String>

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        let milestone = keys.required(.milestone)?.integer(in: 1...9_999)
        let asOf = keys.required(.asOf)?.date()
        let source = keys.required(.source)?.string()
        guard let milestone, let asOf, let source else { return nil }
        self.milestone = milestone
        self.asOf = asOf
        self.source = source
    }
}

package import StrictYAML

/// The card printer, where cards are issued.
package struct Printer: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case model
        case driverVersion = "driver-version"
        case cardIssue = "card-issue"
    }

    package let model: Located<String>
    package let driverVersion: Located<Version>?
    /// Whether cards are printed here at all.
    package let cardIssue: Located<Bool>?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        driverVersion = keys[.driverVersion]?.version()
        cardIssue = keys[.cardIssue]?.boolean()
        guard let model = keys.required(.model)?.string() else { return nil }
        self.model = model
    }
}

package import SafetyGuard

/// A check of any kind, as a catalogue holds them side by side.
package enum CatalogueEntry: Sendable {
    case key(Check<KeyUnderTest>)
    case card(Check<CardUnderTest>)
    case reader(Check<ReaderUnderTest>)

    /// The highest class of what is sent, for meeting its needs as for the check itself.
    package var reach: DangerClass {
        let needs =
            switch self {
            case .key(let check): check.needs.map(\.danger)
            case .card(let check): check.needs.map(\.danger)
            case .reader(let check): check.needs.map(\.danger)
            }
        return ([description.danger] + needs).max() ?? .d0
    }

    package var description: CheckDescription {
        switch self {
        case .key(let check): check.description
        case .card(let check): check.description
        case .reader(let check): check.description
        }
    }
}

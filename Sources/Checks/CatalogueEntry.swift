/// A check of any kind, as a catalogue holds them side by side.
package enum CatalogueEntry: Sendable {
    case key(Check<KeyUnderTest>)
    case card(Check<CardUnderTest>)
    case reader(Check<ReaderUnderTest>)

    package var description: CheckDescription {
        switch self {
        case .key(let check): check.description
        case .card(let check): check.description
        case .reader(let check): check.description
        }
    }
}

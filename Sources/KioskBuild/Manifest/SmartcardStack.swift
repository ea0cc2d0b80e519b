package import StrictYAML

/// What stands between a smartcard and the NHS client software.
package struct SmartcardStack: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case oberthurMiddleware = "oberthur-middleware"
        case gemaltoMiddleware = "gemalto-middleware"
        case pivMinidriver = "piv-minidriver"
        case readers
        case otherReaders = "other-readers"
        case virtualSmartcards = "virtual-smartcards"
        case cardSeries = "card-series"
    }

    package enum VirtualSmartcard: String, CaseIterable, Sendable {
        case entrust, isosec, imprivata
    }

    /// The series printed on NHS cards.
    package enum CardSeries: String, CaseIterable, Sendable {
        case four = "4"
        case five = "5"
        case six = "6"
        case eight = "8"
        case nine = "9"
        case ten = "10"
    }

    package let oberthurMiddleware: Located<Presence<Installation>>?
    package let gemaltoMiddleware: Located<Presence<Installation>>?
    package let pivMinidriver: Located<Presence<Installation>>?
    package let readers: [ReaderModel]?
    /// Readers that are there and not meant for cards: SIM slots, virtual ones.
    package let otherReaders: [Located<String>]?
    package let virtualSmartcards: [Located<VirtualSmartcard>]?
    package let cardSeries: [Located<CardSeries>]?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        oberthurMiddleware = keys[.oberthurMiddleware]?.presence(Installation.init(reading:))
        gemaltoMiddleware = keys[.gemaltoMiddleware]?.presence(Installation.init(reading:))
        pivMinidriver = keys[.pivMinidriver]?.presence(Installation.init(reading:))
        readers = keys[.readers]?.list(of: ReaderModel.init(reading:))
        otherReaders = keys[.otherReaders]?.list { $0.string() }
        virtualSmartcards = keys[.virtualSmartcards]?.list { $0.word(VirtualSmartcard.self) }
        cardSeries = keys[.cardSeries]?.list { $0.word(CardSeries.self) }
        keys[.cardSeries]?.reportRepetitions(of: (cardSeries ?? []).map { $0.map(\.rawValue) }, as: "card series")
    }
}

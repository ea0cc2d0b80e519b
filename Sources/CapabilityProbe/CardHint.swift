import ISO7816

/// What a card may be, how sure that is, and who says so.
///
/// No hint says that a card is an NHS card: the same answers to reset and applications are found on cards of many
/// issuers, and NHS England publishes no list of either.
package struct CardHint: Hashable, Sendable, Codable {
    package enum Confidence: String, Hashable, Sendable, CaseIterable, Codable {
        /// The card itself answers for an application.
        case observed
        /// Users report the answer to reset for such cards, and for others.
        case reported
        /// The answer to reset is that of a product which may be meant.
        case candidate
    }

    /// The chip's or the application's product family.
    package let family: String
    /// The NHS card series that NHS England's words may point at.
    package let possibleSeries: [String]
    package let confidence: Confidence
    package let source: String

    static func hints(for answerToReset: AnswerToResetFacts, selections: [SelectionFact]) -> [CardHint] {
        let historical = answerToReset.historicalBytes?.bytes ?? []
        let platforms = CardPlatform.all.filter { $0.fits(historical) }.map(\.hint)
        let applications = selections.filter(\.isSelected)
            .compactMap { selection -> CardHint? in
                guard let name = selection.application else { return nil }
                return CardHint(
                    family: name,
                    possibleSeries: seriesByApplication[name] ?? [],
                    confidence: .observed,
                    source: "the card answers SELECT"
                )
            }
        return platforms + applications
    }

    /// Applications that tell cards apart, and the series whose makers or middleware NHS England names with them.
    ///
    /// The application of no series is published.
    private static let seriesByApplication = [
        "FIDO": [], "GemSAFE V1": ["4"], "AuthentIC v5": ["8"], "AuthentIC 3.2": ["8"], "PIV": ["9", "10"],
    ]
}

/// A chip platform that shows in the historical bytes.
struct CardPlatform: Sendable {
    let hint: CardHint
    private let signature: [UInt8]
    private let isPrefix: Bool

    /// Anywhere in the bytes, or at their start alone.
    func fits(_ historical: [UInt8]) -> Bool {
        guard historical.count >= signature.count else { return false }
        let starts = isPrefix ? 0...0 : 0...(historical.count - signature.count)
        return starts.contains { historical[$0...].starts(with: signature) }
    }

    private init(
        _ family: String,
        series: [String],
        _ confidence: CardHint.Confidence,
        source: String,
        signature: [UInt8],
        isPrefix: Bool = true
    ) {
        hint = CardHint(family: family, possibleSeries: series, confidence: confidence, source: source)
        self.signature = signature
        self.isPrefix = isPrefix
    }

    private static let list = "smartcard_list.txt of pcsc-tools, June 2026"

    /// One row for each, in the order of the series.
    static let all = [
        CardPlatform(
            "Gemplus GPK",
            series: ["4"],
            .candidate,
            source: list,
            signature: [0x80, 0x65, 0xA2, 0x08]
        ),
        CardPlatform(
            "Gemplus GPK",
            series: ["4"],
            .candidate,
            source: list,
            signature: [0x80, 0x65, 0xA2, 0x09]
        ),
        CardPlatform(
            "NXP JCOP 41",
            series: ["5", "6"],
            .reported,
            source: "\(list): health care cards, and other JCOP 41 cards as well",
            signature: Array("JCOP41V22".utf8)
        ),
        CardPlatform(
            "Oberthur ID-One Cosmo V7",
            series: ["8"],
            .candidate,
            source: list,
            signature: [0x00, 0x31, 0xC0, 0x64]
        ),
        CardPlatform(
            "Oberthur AuthentIC 3.2",
            series: ["8"],
            .candidate,
            source: "card-authentic.c of OpenSC",
            signature: [0xA0, 0x00, 0x00, 0x00, 0x77, 0x01, 0x00, 0x70, 0x0A],
            isPrefix: false
        ),
        CardPlatform(
            "IDEMIA ID-One PIV on Cosmo V8",
            series: ["9", "10"],
            .candidate,
            source: "\(list), and card-piv.c of OpenSC",
            signature: [0x80, 0x31, 0xC1, 0x52]
        ),
    ]
}

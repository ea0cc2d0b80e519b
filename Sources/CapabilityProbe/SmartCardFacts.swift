package import ISO7816

/// What a card shows without being asked for any secret.
package struct SmartCardFacts: Hashable, Sendable, Codable {
    package let answerToReset: AnswerToResetFacts
    /// `T=0`, `T=1` or `raw`.
    package let activeProtocol: String?
    /// One for each application that was selected, in order.
    package let selections: [SelectionFact]
    /// Whether the card takes a name that nobody has; then the other selections say nothing.
    package let selectsAnything: Bool
    /// What the card may be.
    ///
    /// Never a proof, and never a card holder's or an issuer's name.
    package let hints: [CardHint]

    package init(
        answerToReset: AnswerToResetFacts,
        activeProtocol: String?,
        selections: [SelectionFact],
        selectsAnything: Bool,
        hints: [CardHint]
    ) {
        self.answerToReset = answerToReset
        self.activeProtocol = activeProtocol
        self.selections = selections
        self.selectsAnything = selectsAnything
        self.hints = hints
    }
}

/// An answer to reset, decoded as far as it can be.
package struct AnswerToResetFacts: Hashable, Sendable, Codable {
    package let raw: HexBytes
    /// Why it cannot be read; then the rest is absent.
    package let unreadable: String?
    package let protocols: [String]?
    package let historicalBytes: HexBytes?
    /// The historical bytes where all of them are printable ASCII.
    package let historicalText: String?
    /// Whether the reader made it up for a contactless card.
    package let looksContactless: Bool?
    /// Breaches of ISO/IEC 7816-3.
    package let problems: [String]

    package init(_ bytes: [UInt8]) {
        raw = HexBytes(bytes)
        var parsed: AnswerToReset?
        var unreadable: String?
        do throws(AnswerToReset.ParsingError) {
            parsed = try AnswerToReset(parsing: bytes)
        } catch {
            unreadable = error.description
        }
        self.unreadable = unreadable
        protocols = parsed?.offeredProtocols.map { "T=\($0)" }
        historicalBytes = parsed.map { HexBytes($0.historicalBytes) }
        let historical = parsed?.historicalBytes ?? []
        let isText = !historical.isEmpty && historical.allSatisfy { (0x20...0x7E).contains($0) }
        historicalText = isText ? String(decoding: historical, as: UTF8.self) : nil
        looksContactless = parsed.map { $0.contactless != nil }
        problems = parsed?.problems.map(\.description) ?? []
    }
}

/// How a card answered the selection of an application.
package struct SelectionFact: Hashable, Sendable, Codable {
    /// What the application is called; absent for the name that nobody has.
    package let application: String?
    package let identifier: HexBytes
    /// Absent when the answer had no status word.
    package let status: HexBytes?
    package let meaning: String
    package let isSelected: Bool

    package init(_ identifier: ApplicationIdentifier, answer: [UInt8]) {
        application = identifier.name
        self.identifier = HexBytes(identifier.bytes)
        let word = (try? ResponseAPDU(parsing: answer))?.statusWord
        status = word.map { HexBytes([$0.sw1, $0.sw2]) }
        meaning = word?.meaning ?? "an answer without a status word"
        isSelected = word?.isSuccess ?? false
    }
}

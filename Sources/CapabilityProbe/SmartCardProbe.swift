package import DeviceTransport
import ISO7816

/// Asks a card what it is, with nothing but SELECT by name.
package enum SmartCardProbe {
    /// A proprietary name that no application has: an F, then this program's own (ISO/IEC 7816-4:2020, 12.2.3).
    static let nobody = ApplicationIdentifier(bytes: [0xF0] + Array("touchstone".utf8))

    /// Decodes the answer to reset and selects each well-known application, and one that does not exist.
    ///
    /// The last application selected stays selected. Nothing is read, no try is spent.
    ///
    /// - Throws: What the channel throws when the card is gone; what the card refuses is a fact.
    package static func run(
        channel: some SmartCardChannel,
        within limit: Duration
    ) throws(TransportError) -> SmartCardFacts {
        var selections: [SelectionFact] = []
        for identifier in ApplicationIdentifier.wellKnown + [nobody].compactMap(\.self) {
            let answer = try channel.transmit(select(identifier, channel.activeProtocol), within: limit)
            selections.append(SelectionFact(identifier, answer: answer))
        }
        let selectsAnything = selections.last?.isSelected ?? false
        let answerToReset = AnswerToResetFacts(channel.answerToReset)
        return SmartCardFacts(
            answerToReset: answerToReset,
            activeProtocol: channel.activeProtocol?.rawValue,
            selections: selections,
            selectsAnything: selectsAnything,
            hints: CardHint.hints(for: answerToReset, selections: selectsAnything ? [] : selections)
        )
    }

    /// SELECT by name, first or only occurrence (ISO/IEC 7816-4:2020, 11.2.2).
    ///
    /// T=0 has no place for Le behind data; what is left of the answer would be fetched with GET RESPONSE, and is not.
    private static func select(_ identifier: ApplicationIdentifier, _ activeProtocol: CardProtocol?) -> [UInt8] {
        let end: [UInt8] = activeProtocol == .t0 ? [] : [0x00]
        let length = UInt8(truncatingIfNeeded: identifier.bytes.count)
        return [0x00, Instruction.select.rawValue, 0x04, 0x00, length] + identifier.bytes + end
    }
}

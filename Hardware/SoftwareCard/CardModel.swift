/// What kind of card a ``SoftwareCard`` is.
package struct CardModel: Hashable, Sendable {
    package enum TransmissionProtocol: String, Sendable {
        case t0 = "T=0"
        case t1 = "T=1"
    }

    package let name: String
    package let transmissionProtocol: TransmissionProtocol
    package let answerToReset: [UInt8]
    /// Valid as well, with other historical bytes, for ``CardFault/warmDiffersFromCold``.
    package let otherAnswerToReset: [UInt8]
    /// Whether Lc and Le may have three bytes (ISO/IEC 7816-4:2020, 5.2).
    package let acceptsExtendedLength: Bool
    package let acceptsCommandChaining: Bool
    package let hasPIV: Bool

    /// A PIV card as those of the later card series may be: T=1, extended length, command chaining.
    package static let pivT1 = Self(
        name: "PIV T=1",
        transmissionProtocol: .t1,
        answerToReset: answerT1(issuerData: "TSPIV"),
        otherAnswerToReset: answerT1(issuerData: "TSWRM"),
        acceptsExtendedLength: true,
        acceptsCommandChaining: true,
        hasPIV: true
    )

    /// A plain Java card with nothing but its card manager: T=0, short length, no chaining.
    package static let plainT0 = Self(
        name: "plain T=0",
        transmissionProtocol: .t0,
        answerToReset: answerT0(historical: "TSCARDT0V1"),
        otherAnswerToReset: answerT0(historical: "TSCARDT0W1"),
        acceptsExtendedLength: false,
        acceptsCommandChaining: false,
        hasPIV: false
    )

    /// The PIV application on a T=0 card: long objects in many small answers.
    package static let pivT0 = Self(
        name: "PIV T=0",
        transmissionProtocol: .t0,
        answerToReset: answerT0(historical: "TSPIVT0V01"),
        otherAnswerToReset: answerT0(historical: "TSPIVT0W01"),
        acceptsExtendedLength: false,
        acceptsCommandChaining: true,
        hasPIV: true
    )

    package static let all = [pivT1, plainT0, pivT0]

    /// T=0 alone: TB1 and TC1, then historical bytes, and no TCK (ISO/IEC 7816-3:2006, 8.2.5).
    private static func answerT0(historical: String) -> [UInt8] {
        let historical = Array(historical.utf8)
        return [0x3B, 0x60 | UInt8(historical.count), 0x00, 0xFF] + historical
    }

    /// T=1 with IFSC 254; the historical bytes announce chaining and extended length, then name the issuer.
    private static func answerT1(issuerData: String) -> [UInt8] {
        let issuer = Array(issuerData.utf8)
        let historical: [UInt8] = [0x80, 0x73, 0x00, 0x21, 0xC0, 0x50 | UInt8(issuer.count)] + issuer
        let checked: [UInt8] = [0x90 | UInt8(historical.count), 0x18, 0x81, 0x31, 0xFE, 0x45] + historical
        return [0x3B] + checked + [checked.reduce(0, ^)]
    }
}

extension CardModel: CustomStringConvertible {
    package var description: String { name }
}

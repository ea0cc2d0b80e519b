extension CardModel {
    /// Every model there is, for those who choose by ``slug``.
    package static let all = [pivT1, pivT0, pivBoth, plainT0, contactless, fidoNFC, jcop41, gemsafe, authentic]

    /// A PIV card as those of the later card series may be: T=1, extended length, command chaining.
    package static let pivT1 = Self(
        "piv-t1",
        "PIV T=1",
        [.t1],
        answerToReset: AnswerToResetBytes.t1(announced("TSPIV")),
        otherAnswerToReset: AnswerToResetBytes.t1(announced("TSWRM")),
        acceptsExtendedLength: true,
        acceptsCommandChaining: true,
        hasPIV: true
    )

    /// The PIV application on a T=0 card: long objects in many small answers.
    package static let pivT0 = Self(
        "piv-t0",
        "PIV T=0",
        [.t0],
        answerToReset: AnswerToResetBytes.t0(Array("TSPIVT0V01".utf8)),
        otherAnswerToReset: AnswerToResetBytes.t0(Array("TSPIVT0W01".utf8)),
        acceptsCommandChaining: true,
        hasPIV: true
    )

    /// The PIV application over either protocol, and five tries at the PIN.
    package static let pivBoth = Self(
        "piv-both",
        "PIV T=0 and T=1",
        [.t1, .t0],
        answerToReset: AnswerToResetBytes.both(Array("TSPIVBOTH1".utf8)),
        otherAnswerToReset: AnswerToResetBytes.both(Array("TSPIVBOTW1".utf8)),
        acceptsCommandChaining: true,
        hasPIV: true,
        pinTries: 5
    )

    /// A plain Java card with nothing but its card manager: T=0, short length, no chaining.
    package static let plainT0 = Self(
        "plain-t0",
        "plain T=0",
        [.t0],
        answerToReset: AnswerToResetBytes.t0(Array("TSCARDT0V1".utf8)),
        otherAnswerToReset: AnswerToResetBytes.t0(Array("TSCARDT0W1".utf8))
    )

    /// A PIV card on a contactless reader, whose made-up answer to reset offers T=0 too.
    package static let contactless = Self(
        "contactless",
        "contactless PIV",
        [.t1, .t0],
        answerToReset: AnswerToResetBytes.contactless(announced("TSNFC")),
        otherAnswerToReset: AnswerToResetBytes.contactless(announced("TSNFW")),
        acceptsExtendedLength: true,
        acceptsCommandChaining: true,
        hasPIV: true
    )

    /// A key without a USB plug, on a contactless reader: a FIDO applet that answers what only reads.
    package static let fidoNFC = Self(
        "fido-nfc",
        "FIDO key on a contactless reader",
        [.t1, .t0],
        answerToReset: AnswerToResetBytes.contactless(Array("TSFIDO1".utf8)),
        otherAnswerToReset: AnswerToResetBytes.contactless(Array("TSFIDOW".utf8)),
        acceptsExtendedLength: true,
        acceptsCommandChaining: true,
        hasFIDO: true
    )

    /// A Java card whose answer to reset is that of JCOP 41, which is on health care cards and on many others.
    package static let jcop41 = Self(
        "jcop41",
        "JCOP 41",
        [.t1],
        answerToReset: [
            0x3B, 0xF9, 0x18, 0x00, 0x00, 0x81, 0x31, 0xFE, 0x45, 0x4A, 0x43, 0x4F, 0x50, 0x34, 0x31, 0x56, 0x32, 0x32,
            0xAF,
        ],
        // The other published one, T=0, would not be reached by a warm reset in T=1.
        otherAnswerToReset: AnswerToResetBytes.t1(Array("JCOP41V221".utf8)),
        selectOnly: [[0xA0, 0x00, 0x00, 0x00, 0x03, 0x00, 0x00, 0x00]]
    )

    /// A GPK card that knows GemSAFE by name.
    package static let gemsafe = Self(
        "gemsafe",
        "GemSAFE",
        [.t0],
        answerToReset: [0x3B, 0xA7, 0x00, 0x40, 0x18, 0x80, 0x65, 0xA2, 0x08, 0x01, 0x01, 0x52],
        otherAnswerToReset: [0x3B, 0xA7, 0x00, 0x40, 0x18, 0x80, 0x65, 0xA2, 0x09, 0x01, 0x01, 0x52],
        selectOnly: [[0xA0, 0x00, 0x00, 0x00, 0x18, 0x0A, 0x00, 0x00, 0x01, 0x63, 0x42, 0x00]]
    )

    /// A card that knows AuthentIC 3.2 and its next version by name.
    package static let authentic = Self(
        "authentic",
        "AuthentIC",
        [.t1],
        answerToReset: [
            0x3B, 0xDD, 0x18, 0x00, 0x81, 0x31, 0xFE, 0x45, 0x80, 0xF9, 0xA0, 0x00, 0x00, 0x00, 0x77, 0x01, 0x00, 0x70,
            0x0A, 0x90, 0x00, 0x8B,
        ],
        otherAnswerToReset: AnswerToResetBytes.t1(announced("TSAUT")),
        selectOnly: [
            [0xA0, 0x00, 0x00, 0x00, 0x77, 0x01, 0x00, 0x70, 0x0A, 0x10, 0x00, 0xF1, 0x00, 0x00, 0x01, 0x00],
            [0xA0, 0x00, 0x00, 0x00, 0x77, 0x01, 0x03, 0x03, 0x00, 0x00, 0x00, 0xF1, 0x00, 0x00, 0x00, 0x02],
        ]
    )

    /// Historical bytes that announce chaining and extended length, then name the issuer (ISO/IEC 7816-4:2020, 12.1.1).
    private static func announced(_ issuer: String) -> [UInt8] {
        let issuer = Array(issuer.utf8)
        return [0x80, 0x73, 0x00, 0x21, 0xC0, 0x50 | UInt8(issuer.count)] + issuer
    }
}

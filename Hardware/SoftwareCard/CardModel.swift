/// What kind of card a ``SoftwareCard`` is.
package struct CardModel: Hashable, Sendable {
    package enum TransmissionProtocol: String, Sendable {
        case t0 = "T=0"
        case t1 = "T=1"
    }

    /// How command lines name it.
    package let slug: String
    package let name: String
    /// What its answer to reset offers, with the one in front that pcscd chooses.
    package let protocols: [TransmissionProtocol]
    package let answerToReset: [UInt8]
    /// Valid as well, with other historical bytes, for ``CardFault/warmDiffersFromCold``.
    package let otherAnswerToReset: [UInt8]
    /// Whether Lc and Le may have three bytes (ISO/IEC 7816-4:2020, 5.2).
    package let acceptsExtendedLength: Bool
    package let acceptsCommandChaining: Bool
    package let hasPIV: Bool
    /// Whether it has a FIDO applet, which answers what only reads.
    package let hasFIDO: Bool
    /// Applications that answer SELECT and know no further command.
    package let selectOnly: [[UInt8]]
    /// How many wrong PINs in a row block the PIN.
    package let pinTries: Int

    init(
        _ slug: String,
        _ name: String,
        _ protocols: [TransmissionProtocol],
        answerToReset: [UInt8],
        otherAnswerToReset: [UInt8],
        acceptsExtendedLength: Bool = false,
        acceptsCommandChaining: Bool = false,
        hasPIV: Bool = false,
        hasFIDO: Bool = false,
        selectOnly: [[UInt8]] = [],
        pinTries: Int = 3
    ) {
        self.slug = slug
        self.name = name
        self.protocols = protocols
        self.answerToReset = answerToReset
        self.otherAnswerToReset = otherAnswerToReset
        self.acceptsExtendedLength = acceptsExtendedLength
        self.acceptsCommandChaining = acceptsCommandChaining
        self.hasPIV = hasPIV
        self.hasFIDO = hasFIDO
        self.selectOnly = selectOnly
        self.pinTries = pinTries
    }

    package var transmissionProtocol: TransmissionProtocol { protocols[0] }
}

extension CardModel: CustomStringConvertible {
    package var description: String { name }
}

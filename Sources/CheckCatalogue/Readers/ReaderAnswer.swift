import Checks
import DeviceTransport
import Octets

extension Check where Subject == ReaderUnderTest {
    static let readerAnswer = Self(
        "rd.atr",
        "the driver tells the answer to reset that the card gave",
        clause: .pcsc(part: 3, "3.1.4"),
        because: """
            Middleware that asks the driver and middleware that asks the service have to meet the same card.
            """
    ) { reader throws(CheckEnd) in
        guard reader.hasCard else { throw .notApplicable("no card is in the reader") }
        let told = try reader.requiredAttribute(ReaderAttributeTag.answerToReset)
        let given = reader.channel.answerToReset
        try demand(told == given, "the driver says \(Hex.encode(told)), and the service \(Hex.encode(given))")
    }
}

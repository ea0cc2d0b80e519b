import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let readerPresence = Self(
        "rd.presence",
        "the reader knows whether a card is in it",
        clause: .pcsc(part: 3, "3.1.4"),
        because: """
            0 is no card, 1 and 2 are a card outside and inside the contacts. Programs that wait for a card look at nothing else.
            """
    ) { reader throws(CheckEnd) in
        let bytes = try reader.requiredAttribute(ReaderAttributeTag.cardPresence)
        let state = try demand(bytes.first, "the answer is empty")
        try demand(state <= 2 || state == 4, "the state \(state) is none of the standard's")
        try demand(
            (state != 0) == reader.hasCard,
            "it says \(state), and a card \(reader.hasCard ? "answered" : "did not")"
        )
    }
}

import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let readerContacts = Self(
        "rd.contacts",
        "the contacts are active while a card is spoken to",
        clause: .pcsc(part: 3, "3.1.4"),
        because: """
            A reader that says otherwise has powered the card down under a program that uses it.
            """
    ) { reader throws(CheckEnd) in
        guard reader.hasCard else { throw .notApplicable("no card is in the reader") }
        let bytes = try reader.requiredAttribute(ReaderAttributeTag.cardInterfaceStatus)
        try demand(bytes.contains { $0 != 0 }, "the reader says that the contacts are inactive")
    }
}

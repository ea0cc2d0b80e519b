import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let readerFirmware = Self(
        "rd.firmware",
        "the firmware is named in printable letters",
        clause: .pcsc(part: 10, "2.6.14"),
        because: """
            What is known of a reader is known of a firmware, and this is the only place that names it.
            """
    ) { reader throws(CheckEnd) in
        guard let property = try reader.properties().first(where: { $0.tag == ReaderProperty.firmwareID }) else {
            throw .notApplicable("the reader's driver does not tell it")
        }
        let text = property.value.last == 0 ? property.value.dropLast() : property.value[...]
        try demand(!text.isEmpty, "the name is empty")
        try demand(text.allSatisfy { (0x20...0x7E).contains($0) }, "the name has bytes that are no printable letters")
    }
}

import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let readerVendor = Self(
        "rd.attr",
        "the reader names its maker in printable text",
        clause: .pcsc(part: 3, "3.1.4"),
        because: """
            Whoever runs the bench finds a reader by this name, and drivers choose their exceptions by it.
            """
    ) { reader throws(CheckEnd) in
        let bytes = try reader.requiredAttribute(ReaderAttributeTag.vendorName)
        let text = bytes.last == 0 ? bytes.dropLast() : bytes[...]
        try demand(!text.isEmpty, "the name is empty")
        let name = try demand(String(validating: text, as: UTF8.self), "the name is no UTF-8")
        try demand(
            name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F },
            "the name has control characters"
        )
    }
}

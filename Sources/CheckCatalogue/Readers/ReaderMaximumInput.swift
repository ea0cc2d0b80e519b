import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let readerMaximumInput = Self(
        "rd.max-input",
        "a short command fits into what the driver takes at once",
        clause: .pcsc(part: 3, "3.1.4"),
        because: """
            The longest short command has 261 bytes (ISO/IEC 7816-4:2020, 5.2). A reader that takes less cuts commands off.
            """
    ) { reader throws(CheckEnd) in
        let maximum = try reader.number(ReaderAttributeTag.maximumInput)
        try demand(maximum >= 261, "it takes \(maximum) bytes")
        reader.context.note("takes \(maximum) bytes at once")
    }
}

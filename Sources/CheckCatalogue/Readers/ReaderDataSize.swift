import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let readerDataSize = Self(
        "rd.apdu-size",
        "the longest data field is one that a command can have",
        clause: .pcsc(part: 10, "2.6.14"),
        because: """
            0 stands for short commands alone, and an extended one carries 65,536 bytes at most. Programs cut what they send by
            this number.
            """
    ) { reader throws(CheckEnd) in
        let size = try reader.property(ReaderProperty.maximumAPDUDataSize)
        try demand(size <= 0x1_0000, "the reader says that it takes \(size) bytes of data")
        reader.context.note(size > 256 ? "extended commands of \(size) bytes of data" : "short commands")
    }
}

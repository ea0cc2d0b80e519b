import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let readerChannel = Self(
        "rd.channel",
        "a reader on USB says that it is there",
        clause: .pcsc(part: 3, "3.1.4"),
        because: """
            The channel identifier is how two readers of one name are told apart: by bus and address.
            """
    ) { reader throws(CheckEnd) in
        guard reader.vendorID != nil else { throw .notApplicable("the reader is no USB device that is known") }
        let kind = try reader.number(ReaderAttributeTag.channelID) >> 16 & 0xFFFF
        try demand(kind == 0x0020, "the channel is of kind \(String(kind, radix: 16)), and USB is 20")
    }
}

import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let readerRelease = Self(
        "rd.version",
        "the release that the driver tells is that of the USB descriptor",
        clause: .pcsc(part: 3, "3.1.4"),
        because: """
            One VID:PID is sold as several models that only the release tells apart, and known faults belong to releases. Two
            answers to which it is are none.
            """
    ) { reader throws(CheckEnd) in
        guard let descriptor = reader.release else {
            throw .notApplicable("the reader is no USB device that is known")
        }
        let number = try reader.number(ReaderAttributeTag.vendorVersion)
        let told = String(number >> 16 & 0xFFFF, radix: 16)
        let digits = String(repeating: "0", count: 4 - told.count) + told
        try demand(digits == descriptor, "the driver says \(digits), and the descriptor \(descriptor)")
    }
}

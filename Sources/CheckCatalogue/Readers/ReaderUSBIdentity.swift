import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let readerUSBIdentity = Self(
        "rd.usb-id",
        "the properties name the USB device that the kernel sees",
        clause: .pcsc(part: 10, "2.6.14"),
        because: """
            Exceptions and support lists go by VID and PID. A driver that names others is taken for another reader.
            """
    ) { reader throws(CheckEnd) in
        guard let vendor = reader.vendorID, let product = reader.productID else {
            throw .notApplicable("the reader is no USB device that is known")
        }
        for (tag, seen) in [(ReaderProperty.vendorID, vendor), (ReaderProperty.productID, product)] {
            let told = String(try reader.property(tag), radix: 16)
            try demand(
                UInt64(told, radix: 16) == UInt64(seen, radix: 16),
                "the driver says \(told), and the kernel \(seen)"
            )
        }
    }
}

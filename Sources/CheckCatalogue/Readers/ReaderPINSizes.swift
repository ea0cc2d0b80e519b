import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let readerPINSizes = Self(
        "rd.pin-sizes",
        "the shortest PIN that the pad takes is not longer than the longest",
        clause: .pcsc(part: 10, "2.6.14"),
        because: """
            Middleware refuses a card whose PIN does not fit between the two; with the two exchanged no card fits.
            """
    ) { reader throws(CheckEnd) in
        let shortest = try reader.property(ReaderProperty.minimumPINSize)
        let longest = try reader.property(ReaderProperty.maximumPINSize)
        try demand(shortest <= longest, "from \(shortest) to \(longest) digits")
        reader.context.note("PINs of \(shortest) to \(longest) digits")
    }
}

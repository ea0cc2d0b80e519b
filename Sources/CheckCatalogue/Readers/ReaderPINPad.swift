import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let readerPINPad = Self(
        "rd.pinpad",
        "a reader that takes PINs tells how",
        clause: .pcsc(part: 10, "2.3"),
        because: """
            Without the properties a program does not know whether the pad can take as many digits as the card wants. No PIN is
            asked for here, ever.
            """
    ) { reader throws(CheckEnd) in
        guard let features = try reader.features()?.map(\.tag) else {
            throw .notApplicable("the reader's driver lists no features")
        }
        let takesPINs = features.contains { [0x01, 0x03, 0x06, 0x07, 0x0D, 0x0E].contains($0.rawValue) }
        guard takesPINs else { throw .notApplicable("the reader takes no PINs") }
        try demand(
            features.contains(.pinProperties) || features.contains(.tlvProperties),
            "the reader takes PINs and has neither IFD_PIN_PROPERTIES nor GET_TLV_PROPERTIES"
        )
    }
}

import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let readerPINProperties = Self(
        "rd.pin-properties",
        "what the driver tells of entering PINs has the form that it must have",
        clause: .pcsc(part: 10, "2.3"),
        because: """
            Four bytes: the display, when an entry counts as finished, and the time for it. Middleware lays a structure over them.
            """
    ) { reader throws(CheckEnd) in
        guard let bytes = try reader.answer(of: .pinProperties) else {
            throw .notApplicable("the reader's driver has no IFD_PIN_PROPERTIES")
        }
        try demand(bytes.count == 4, "the answer has \(bytes.count) bytes")
        try demand(bytes[2] & 0xF8 == 0, "an entry is finished by conditions that the standard keeps for later")
    }
}

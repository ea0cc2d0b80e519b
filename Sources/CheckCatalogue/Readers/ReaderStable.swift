import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let readerStable = Self(
        "rd.stable",
        "features and properties are the same when they are asked for again",
        clause: .pcsc(part: 10, "2.2"),
        because: """
            Control codes are learnt once and used later. One that has changed meanwhile means another command.
            """
    ) { reader throws(CheckEnd) in
        guard let first = try reader.features() else { throw .notApplicable("the reader's driver lists no features") }
        let properties = try reader.answer(of: .tlvProperties)
        for _ in 1...3 {
            try demand(try reader.features() == first, "the list of features has changed")
            try demand(try reader.answer(of: .tlvProperties) == properties, "the properties have changed")
        }
    }
}

import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let readerUnknownAttribute = Self(
        "rd.unknown-attr",
        "an attribute that nobody defined is refused",
        clause: .pcsc(part: 3, "3.1.4"),
        because: """
            A driver that answers it with whatever lies about would do the same for one that matters.
            """
    ) { reader throws(CheckEnd) in
        let answer = try reader.attribute(ReaderAttributeTag.undefined)
        try demand(answer == nil, "it is answered with \(answer?.count ?? 0) bytes")
    }
}

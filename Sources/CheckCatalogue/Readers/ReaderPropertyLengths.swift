import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let readerPropertyLengths = Self(
        "rd.tlv",
        "each property has its length, and none is told twice",
        clause: .pcsc(part: 10, "2.6.14"),
        because: """
            A number of the wrong length is another number, and which of two counts nobody can tell.
            """
    ) { reader throws(CheckEnd) in
        let properties = try reader.properties()
        try demand(Set(properties.map(\.tag)).count == properties.count, "a property is told twice")
        for property in properties {
            guard let length = property.standardLength else { continue }
            let name = property.name ?? "\(property.tag)"
            try demand(
                property.value.count == length,
                "\(name) has \(property.value.count) bytes, and must have \(length)"
            )
        }
    }
}

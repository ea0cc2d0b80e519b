import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let readerFeatureList = Self(
        "rd.part10",
        "no feature and no control code is listed twice",
        clause: .pcsc(part: 10, "2.2"),
        because: """
            A control code under two tags could be either; a program that means to ask for a property might have a PIN verified.
            """
    ) { reader throws(CheckEnd) in
        guard let features = try reader.features() else {
            throw .notApplicable("the reader's driver lists no features")
        }
        try demand(Set(features.map(\.tag)).count == features.count, "a feature is listed twice")
        try demand(Set(features.map(\.controlCode)).count == features.count, "a control code is listed twice")
        reader.context.note(
            "features: \(features.map { $0.tag.name ?? String($0.tag.rawValue, radix: 16) }.joined(separator: ", "))"
        )
    }
}

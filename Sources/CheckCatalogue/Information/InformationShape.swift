import CBORTree
import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationShape = Self(
        "gi.shape",
        "every member of getInfo has the type that the specification gives it",
        clause: .ctap("6.4"),
        needs: [.ctap2],
        because: """
            Platforms differ in what they make of a member of another type: one passes it over, another refuses the \
            key.
            """
    ) { key throws(CheckEnd) in
        let information = try key.information()
        for member in information.unknownMembers {
            key.context.note("member \(member.key.diagnostic) is in no published specification")
        }
        let problems = information.malformations.map(\.description)
        try demand(problems.isEmpty, problems.joined(separator: "; "))
    }
}

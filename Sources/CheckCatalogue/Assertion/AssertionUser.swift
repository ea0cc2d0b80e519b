import CBORTree
import Checks

extension Check where Subject == KeyUnderTest {
    static let assertionUser = Self(
        "ga.user-omit",
        "no user's name is given away without verification",
        clause: .ctap("6.2.2"),
        needs: [.ctap2, .credential],
        leaves: .counter,
        because: "Who finds a key must not learn from it whose it is."
    ) { key throws(CheckEnd) in
        let call = key.assertion(by: try key.credential(), touch: false)
        let user = try key.call(call).map()[0x04]
        let names = ["name", "displayName", "icon"].filter { user?[$0] != nil }
        try demand(names.isEmpty, "the answer has the user's \(names.joined(separator: " and "))")
    }
}

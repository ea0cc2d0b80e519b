import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationExcludeList = Self(
        "mc.exclude-bad",
        "a malformed exclude list is refused",
        clause: .ctap("6.1"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch],
        tags: [.negative],
        because: "A list that is passed over instead lets the same key be registered again."
    ) { key throws(CheckEnd) in
        let list: CBORItem = [["id": .bytes(key.context.bytes("stranger")), "type": "public-key"]]
        let good = try key.creation().with(.member(0x05), list)
        let first = CBORPath.member(0x05).at(0)
        let mistyped = good.mistypedEach([.member(0x05), first, first.key("id"), first.key("type")])
        try key.expectRefusal(of: mistyped, as: [.cborUnexpectedType])
        try key.expectRefusal(of: good.missingEach([first.key("id"), first.key("type")]), as: [.missingParameter])
    }
}

import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationMissing = Self(
        "mc.missing",
        "each required member that is missing is answered MISSING_PARAMETER",
        clause: .ctap("6.1.2"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch],
        tags: [.negative],
        because: "One request for each member and each part of one that has to be there, all else being good."
    ) { key throws(CheckEnd) in
        let algorithm = CBORPath.member(0x04).at(0)
        let variations = try key.creation()
            .missingEach([
                .member(0x01), .member(0x02), .member(0x03), .member(0x04), .member(0x02).key("id"),
                .member(0x03).key("id"), algorithm.key("alg"), algorithm.key("type"),
            ])
        try key.expectRefusal(of: variations, as: [.missingParameter])
    }
}

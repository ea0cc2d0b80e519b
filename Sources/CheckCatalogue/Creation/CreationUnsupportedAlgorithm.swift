import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationUnsupportedAlgorithm = Self(
        "mc.alg-unknown",
        "a request for algorithms that the key does not know is answered UNSUPPORTED_ALGORITHM",
        clause: .ctap("6.1.2"),
        danger: .d1,
        needs: [.ctap2, .creationByTouch],
        tags: [.negative],
        because: "The platform tells the person by this status that the key does not fit, instead of that it is broken."
    ) { key throws(CheckEnd) in
        let good = try key.creation()
        let lists: [(String, CBORItem)] = [
            ("only an unknown algorithm is offered", [["alg": -65000, "type": "public-key"]]),
            ("only an unknown type is offered", [["alg": -7, "type": "something-else"]]),
        ]
        let variations = lists.map { RequestVariation(flaw: $0.0, request: good.with(.member(0x04), $0.1).encoded) }
        try key.expectRefusal(of: variations, as: [.unsupportedAlgorithm])
    }
}

import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let assertionNextAlone = Self(
        "ga.next-alone",
        "getNextAssertion without an assertion before it is answered NOT_ALLOWED",
        clause: .ctap("6.3"),
        danger: .d1,
        needs: [.ctap2],
        tags: [.negative],
        because: "It goes on with what was touched for; out of the blue it would sign in for nobody's touch."
    ) { key throws(CheckEnd) in
        try key.expectRefusal(
            of: [RequestVariation(flaw: "nothing came before", request: [CTAPCommand.getNextAssertion.rawValue])],
            as: [.notAllowed]
        )
    }
}

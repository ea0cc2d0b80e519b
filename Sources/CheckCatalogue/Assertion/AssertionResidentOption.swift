import CBORTree
import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let assertionResidentOption = Self(
        "ga.rk-opt",
        "the option rk is refused in an assertion",
        clause: .ctap("6.2.2"),
        needs: [.ctap2, .credential],
        tags: [.negative],
        because: "It means something in a registration only; a key that takes it here does not tell the two apart."
    ) { key throws(CheckEnd) in
        let good = key.assertion(by: try key.credential(), touch: false)
        let call = good.with(.member(0x05), ["rk": true, "up": false])
        try key.expectRefusal(
            of: [RequestVariation(flaw: "the option rk is on", request: call.encoded)],
            as: [.unsupportedOption]
        )
    }
}

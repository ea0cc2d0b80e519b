import CBORTree
import Checks

extension Check where Subject == KeyUnderTest {
    static let assertionUnknownOption = Self(
        "ga.unk-opt",
        "an option that the key does not know is passed over",
        clause: .ctap("6.2.2"),
        needs: [.ctap2, .credential],
        leaves: .counter,
        because: "Else a platform that speaks a later version could not use the key."
    ) { key throws(CheckEnd) in
        let call = key.assertion(by: try key.credential(), touch: false)
            .with(.member(0x05), ["up": false, "touchstone": true])
        _ = try MadeAssertion(try key.call(call))
    }
}

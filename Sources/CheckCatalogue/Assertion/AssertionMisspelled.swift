import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let assertionMisspelled = Self(
        "ga.misspelled",
        "parameters that are not in canonical form are answered INVALID_CBOR",
        clause: .ctap("8"),
        needs: [.ctap2, .credential],
        tags: [.negative],
        because: """
            Two readers of such bytes may read two things, and the key may read something else than the platform \
            wrote. The specification says SHOULD; a lab that lives with a key's freedom waives the check.
            """
    ) { key throws(CheckEnd) in
        let good = key.assertion(by: try key.credential(), touch: false)
        try key.expectRefusal(of: good.misspelled, as: [.invalidCBOR])
    }
}

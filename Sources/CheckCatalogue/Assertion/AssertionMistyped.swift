import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let assertionMistyped = Self(
        "ga.badtype",
        "relying party and client data hash of another CBOR type are answered CBOR_UNEXPECTED_TYPE",
        clause: .ctap("8.2"),
        needs: [.ctap2, .credential],
        tags: [.negative],
        because: "Each in each type that it cannot have: what is not refused is read as something."
    ) { key throws(CheckEnd) in
        let variations = key.assertion(by: try key.credential(), touch: false)
            .mistypedEach([.member(0x01), .member(0x02)])
        try key.expectRefusal(of: variations, as: [.cborUnexpectedType])
    }
}

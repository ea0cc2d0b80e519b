import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let pinMistyped = Self(
        "cp.badtype",
        "a protocol of another CBOR type is answered CBOR_UNEXPECTED_TYPE",
        clause: .ctap("8.2"),
        needs: [.ctap2, .listedOption("clientPin")],
        tags: [.negative],
        because: "A subcommand of another type is not sent: what a key takes it for is nobody's guess."
    ) { key throws(CheckEnd) in
        let variations = CTAPCall.pin(.getKeyAgreement, protocol: try key.pinProtocols().first)
            .mistypedEach([.member(0x01)])
        try key.expectRefusal(of: variations, as: [.cborUnexpectedType])
    }
}

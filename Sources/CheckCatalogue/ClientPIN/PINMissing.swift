import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let pinMissing = Self(
        "cp.missing",
        "getKeyAgreement without a protocol is answered MISSING_PARAMETER",
        clause: .ctap("6.5.5.4"),
        needs: [.ctap2, .listedOption("clientPin")],
        tags: [.negative],
        because: "A key that chooses one itself leaves the platform to guess under which it will be understood."
    ) { key throws(CheckEnd) in
        let variations = CTAPCall.pin(.getKeyAgreement, protocol: try key.pinProtocols().first)
            .missingEach([.member(0x01)])
        try key.expectRefusal(of: variations, as: [.missingParameter])
    }
}

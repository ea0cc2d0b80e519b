import CBORTree
import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let agreementStable = Self(
        "cp.keyagree-stable",
        "the key agreement key stays the same while nothing happens",
        clause: .ctap("6.5.5.1"),
        needs: [.ctap2, .listedOption("clientPin")],
        because: """
            It is made anew with a power-up and a wrong PIN. If it changed in between, one client would spoil \
            another's ceremony.
            """
    ) { key throws(CheckEnd) in
        let number = try key.pinProtocols().first
        let first = try key.call(.pin(.getKeyAgreement, protocol: number)).map()
        let second = try key.call(.pin(.getKeyAgreement, protocol: number)).map()
        try demand(first[0x01] == second[0x01], "two requests in a row are given two keys")
    }
}

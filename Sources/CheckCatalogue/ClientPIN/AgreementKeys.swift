import CBORTree
import Checks
import CTAPMessages
import PINProtocols

extension Check where Subject == KeyUnderTest {
    static let agreementKey = Self(
        "cp.keyagree",
        "each PIN protocol gives a key agreement key that is a point on P-256",
        clause: .ctap("6.5.6"),
        needs: [.ctap2, .listedOption("clientPin")],
        because: """
            A key with other members, or off the curve, ends with a PIN that is sent under a secret that others can \
            find.
            """
    ) { key throws(CheckEnd) in
        for number in try key.pinProtocols() {
            let map = try key.call(.pin(.getKeyAgreement, protocol: number)).map()
            let item = try demand(map[0x01], "protocol \(number) is answered \(map.diagnostic), without a key")
            do {
                _ = try AgreementKey(cose: item)
            } catch {
                throw .failed("the key of protocol \(number): \(error)")
            }
        }
    }
}

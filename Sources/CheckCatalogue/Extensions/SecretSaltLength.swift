import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let secretSaltLength = Self(
        "ex.hmac-salt",
        "salts of another length than 32 or 64 bytes are refused",
        clause: .ctap("12.5"),
        danger: .d1,
        needs: [
            .ctap2, .credential, .extensionNamed("hmac-secret"), .listedOption("clientPin"),
        ],
        tags: [.negative],
        because: "A platform that sends a shorter salt by mistake must not get a secret that is good for something."
    ) { key throws(CheckEnd) in
        let credential = try key.credential()
        var variations: [RequestVariation] = []
        for count in [16, 48, 96] {
            let call = try HMACSecretCall(key.context.bytes("salt", count: count), with: key)
            variations.append(
                RequestVariation(
                    flaw: "\(count) bytes of salt are sent",
                    request: call.assertion(by: credential, with: key).encoded
                )
            )
        }
        try key.expectRefusal(of: variations, as: [.invalidLength, .invalidParameter])
    }
}

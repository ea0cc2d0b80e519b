import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let tokenForgotten = Self(
        "lc.pinauth-regen",
        "a PIN token is worth nothing after the key was pulled and plugged in again",
        clause: .ctap("6.5.5.1"),
        danger: .d2,
        needs: [.ctap2, .pin],
        leaves: .nothing,
        using: .tokens,
        start: .replugged,
        tags: [.pin, .negative],
        because: "Pulling the key is how its owner takes back what a program was trusted with.",
        beforeReplug: { key throws(CheckEnd) in
            let token = try await key.token(.getAssertion, rpID: key.rpID)
            key.record.beforeReplug = KeyRecord.BeforeReplug(token: token)
        }
    ) { key throws(CheckEnd) in
        guard let token = key.record.beforeReplug?.token else { throw .notRun(.us, "no token was given before") }
        let reply = try key.call(key.discovery().authorized(by: token))
        try demand(reply.status == .pinAuthInvalid, "the token from before is answered \(reply.status.name)")
    }
}

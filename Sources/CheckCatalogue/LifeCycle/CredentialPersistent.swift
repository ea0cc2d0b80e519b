import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let credentialPersistent = Self(
        "lc.persist",
        "a discoverable credential is there after the key was pulled and plugged in again",
        clause: .ctap("6.1.2"),
        danger: .d2,
        needs: [.ctap2, .storage, .pin],
        leaves: .undone,
        using: .tokens,
        start: .replugged,
        tags: [.touch, .pin],
        because: "It is the only place where it is: what a key forgets its owner has lost.",
        beforeReplug: { key throws(CheckEnd) in
            key.record.beforeReplug = KeyRecord.BeforeReplug(credential: try await key.store())
        }
    ) { key throws(CheckEnd) in
        guard let credential = key.record.beforeReplug?.credential else {
            throw .notRun(.us, "no credential was stored before")
        }
        let call = key.discovery()
        let reply = try key.call(call)
        try demand(reply.status == .success, "after power-up the credential is answered \(reply.status.name)")
        let assertion = try MadeAssertion(reply)
        try demand(assertion.credentialID == credential.id, "the key signs in with another credential")
        try assertion.check(against: credential, call)
    }
}

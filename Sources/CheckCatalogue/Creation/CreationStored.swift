import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationStored = Self(
        "mc.rk",
        "a discoverable credential is found without its id, with its user, and is gone once it was deleted",
        clause: .ctap("6.1.2"),
        danger: .d2,
        needs: [.ctap2, .storage, .pin],
        leaves: .undone,
        using: .tokens,
        tags: [.touch, .pin],
        because: """
            It is what signing in without a name rests on. A credential that is not kept locks its owner out, and one \
            that outlives its deletion signs in whoever gets the key next.
            """
    ) { key throws(CheckEnd) in
        let credential = try await key.store()
        let call = key.discovery()
        let reply = try key.call(call)
        try demand(reply.status == .success, "the credential is looked for without its id: \(reply.status.name)")
        let assertion = try MadeAssertion(reply)
        try demand(assertion.credentialID == credential.id, "the key signs in with another credential")
        try assertion.check(against: credential, call)
        try demand(try reply.map()[0x04]?["id"]?.bytes == key.userID(), "the answer names another user")
        let token = try await key.token(.credentialManagement)
        let deletion = try key.manage(.deleteCredential, credential.id, by: token)
        try demand(deletion.status == .success, "deleteCredential is answered \(deletion.status.name)")
        let after = try key.call(key.discovery("discovery after deletion"))
        try demand(after.status == .noCredentials, "after its deletion the credential is answered \(after.status.name)")
    }
}

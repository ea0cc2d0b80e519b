import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationExcluded = Self(
        "mc.exclude",
        "a credential that the relying party excludes is found, after a touch",
        clause: .ctap("6.1.2"),
        danger: .d1,
        needs: [.ctap2, .credential],
        tags: [.touch],
        because: """
            It keeps a person from registering the same key twice, and tells nobody without a touch that the key is \
            known.
            """
    ) { key throws(CheckEnd) in
        let credential = try key.credential()
        let call = try key.creation()
            .with(.member(0x02).key("id"), .text(credential.rpID))
            .with(.member(0x05), [["id": .bytes(credential.id), "type": "public-key"]])
        let reply = try key.call(call, touch: .asked)
        try key.requirePerson(reply)
        try demand(reply.status == .credentialExcluded, "an excluded credential is answered \(reply.status.name)")
    }
}

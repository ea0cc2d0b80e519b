import CBORTree
import Checks

extension Check where Subject == KeyUnderTest {
    static let assertionFirstOfList = Self(
        "ga.allow-list",
        "a credential of the key's own is found behind others in the list",
        clause: .ctap("6.2.2"),
        needs: [.ctap2, .credential],
        leaves: .counter,
        because: "Who has three keys sends three credentials, and the third key has to find its own."
    ) { key throws(CheckEnd) in
        let credential = try key.credential()
        let stranger = key.context.bytes("stranger", count: credential.id.count)
        let own: CBORItem = ["id": .bytes(credential.id), "type": "public-key"]
        let call = key.assertion(by: credential, touch: false)
            .with(.member(0x03), [["id": .bytes(stranger), "type": "public-key"], own])
        let assertion = try MadeAssertion(try key.call(call))
        try assertion.check(against: credential, call)
        try demand(assertion.credentialID == credential.id, "the answer does not say which of the two it is for")
    }
}

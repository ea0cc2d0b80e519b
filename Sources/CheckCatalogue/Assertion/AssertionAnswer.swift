import Checks
import FIDOMetadata
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let assertionAnswer = Self(
        "ga.ok",
        "a credential signs in with a touch, and the signature verifies under the key that was registered",
        clause: .ctap("6.2.2"),
        danger: .d1,
        needs: [.ctap2, .credential],
        leaves: .counter,
        tags: [.touch],
        because: """
            It is what the key is for. Relying party, presence, credential and signature are all held against the \
            registration.
            """
    ) { key throws(CheckEnd) in
        let credential = try key.credential()
        let call = key.assertion(by: credential)
        let reply = try key.call(call, touch: .asked)
        try key.requirePerson(reply)
        let assertion = try MadeAssertion(reply)
        try assertion.check(against: credential, call)
        try demand(assertion.flags.contains(.userPresent), "the flags say that nobody was there")
    }
}

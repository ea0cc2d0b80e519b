import Checks
import FIDOMetadata
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let assertionVerified = Self(
        "ga.uv",
        "an assertion with a PIN token says that the user was verified, and one without does not",
        clause: .ctap("6.2.2"),
        danger: .d2,
        needs: [.ctap2, .pin],
        leaves: .forgottenCredential,
        using: .tokens,
        tags: [.touch, .pin],
        because: "The flag is the second factor: said too seldom it locks people out, said too often it is none."
    ) { key throws(CheckEnd) in
        let credential = try await key.makeVerified(key.creation())
        let silent = key.assertion(by: credential, "silent assertion", touch: false)
        try MadeAssertion(try key.call(silent)).check(against: credential, silent)
        let call = key.assertion(by: credential)
            .authorized(by: try await key.token(.getAssertion, rpID: credential.rpID))
        let reply = try key.call(call, touch: .asked)
        try key.requirePerson(reply)
        let assertion = try MadeAssertion(reply)
        try demand(assertion.flags.contains(.userVerified), "the flags say that the user was not verified")
        try assertion.check(against: credential, call, isVerified: true)
    }
}

import Checks
import FIDOMetadata

extension Check where Subject == KeyUnderTest {
    static let assertionSilent = Self(
        "ga.up-false",
        "an assertion without a touch says that nobody was there",
        clause: .ctap("6.2.2"),
        needs: [.ctap2, .credential],
        leaves: .counter,
        because: """
            Platforms look this way whether a key knows a credential. If the answer said that somebody was there, it \
            would do for signing in.
            """
    ) { key throws(CheckEnd) in
        let credential = try key.credential()
        let call = key.assertion(by: credential, touch: false)
        let assertion = try MadeAssertion(try key.call(call))
        try assertion.check(against: credential, call)
        try demand(!assertion.flags.contains(.userPresent), "the flags say that somebody was there")
    }
}

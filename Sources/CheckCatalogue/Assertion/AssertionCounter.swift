import Checks
import FIDOMetadata

extension Check where Subject == KeyUnderTest {
    static let assertionCounter = Self(
        "ga.counter",
        "the signature counter rises with each assertion, or is always zero",
        clause: .webAuthn("6.1.1"),
        needs: [.ctap2, .credential],
        leaves: .counter,
        because: """
            A counter that stands still or goes back is how a relying party notices that a key was cloned, and locks \
            the account.
            """
    ) { key throws(CheckEnd) in
        let credential = try key.credential()
        var counters = [credential.attestation.authenticatorData.signatureCounter]
        for index in 1...3 {
            let call = key.assertion(by: credential, "assertion \(index)", touch: false)
            counters.append(try MadeAssertion(try key.call(call)).counter)
        }
        let text = counters.map(String.init).joined(separator: ", ")
        key.context.note("counters \(text)")
        guard counters.contains(where: { $0 != 0 }) else { return }
        try demand(zip(counters, counters.dropFirst()).allSatisfy { $0 < $1 }, "the counter goes \(text)")
    }
}

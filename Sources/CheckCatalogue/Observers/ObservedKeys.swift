import CBORTree
import Checks
import CTAPMessages
import FIDOMetadata

extension Check where Subject == KeyUnderTest {
    static let observedKeys = Self(
        "ob.key-reuse",
        "no two credentials of the run share an id or a key",
        clause: .webAuthn("4"),
        needs: [.ctap2],
        tags: [.observer],
        because: """
            Looks at each credential that any check had made: one that shows twice makes its owner known across \
            relying parties.
            """
    ) { key throws(CheckEnd) in
        let made = key.record.log.successes(of: .makeCredential)
            .compactMap { try? AttestationObject(makeCredentialAnswer: $0.body).authenticatorData }
        guard made.count > 1 else { throw .notApplicable("the run made fewer than two credentials") }
        try demand(Set(made.map(\.credentialID)).count == made.count, "a credential id was given twice")
        try demand(Set(made.map(\.publicKey.item)).count == made.count, "a public key was given twice")
        key.context.note("\(made.count) credentials")
    }
}

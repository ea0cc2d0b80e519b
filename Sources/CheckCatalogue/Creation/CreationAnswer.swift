import CBORTree
import Checks
import CTAPMessages
import FIDOMetadata
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let creationAnswer = Self(
        "mc.ok",
        "a good request makes a credential, in an answer of the members that there are",
        clause: .ctap("6.1.2"),
        danger: .d1,
        needs: [.ctap2, .credential],
        leaves: .forgottenCredential,
        tags: [.touch],
        because: """
            The format has to be one that relying parties know, and no member may stand there that was not asked \
            for.
            """
    ) { key throws(CheckEnd) in
        let credential = try key.credential()
        let known: Set<String> = ["packed", "fido-u2f", "none", "tpm", "android-key", "apple"]
        let format = credential.attestation.format.rawValue
        try demand(known.contains(format), "the attestation has the unknown format \(format)")
        let members = (try credential.tree().entries ?? []).compactMap(\.key.integer)
        let undue = members.filter { ![1, 2, 3].contains($0) }
        try demand(undue.isEmpty, "the answer has the members \(undue), which nobody asked for")
        key.context.note("attestation format \(format)")
    }
}

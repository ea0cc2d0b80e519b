import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationVersions = Self(
        "gi.versions",
        "versions lists what a key can speak, and nothing that was never published",
        clause: .ctap("6.4"),
        needs: [.ctap2],
        because: """
            The list is how a platform learns what to speak. FIDO_2_2 is the name of no version: a key of CTAP 2.2 says \
            FIDO_2_1.
            """
    ) { key throws(CheckEnd) in
        let versions = try demand(try key.information().versions, "versions (0x01) is missing or no list of texts")
        try demand(Set(versions).count == versions.count, "a version is listed twice: \(versions)")
        let known: Set<String> = ["U2F_V2", "FIDO_2_0", "FIDO_2_1_PRE", "FIDO_2_1", "FIDO_2_3"]
        try demand(
            versions.contains { $0.hasPrefix("FIDO_2_") },
            "no version of CTAP 2 is listed: \(versions)"
        )
        try demand(!versions.contains("FIDO_2_2"), "FIDO_2_2 is listed, which no specification defines")
        for version in versions where !known.contains(version) { key.context.note("unknown version \(version)") }
        if versions.contains("FIDO_2_1_PRE"), !versions.contains("FIDO_2_1") {
            key.context.mark(marginal: "the key speaks the preview of CTAP 2.1 alone")
        }
    }
}

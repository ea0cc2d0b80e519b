import Checks
import CTAPMessages
import FIDOMetadata

extension Check where Subject == KeyUnderTest {
    static let firmwareScope = Self(
        "at.fwscope",
        "the key's firmware is one that a certification is for, and that its vendor trusts",
        clause: .metadata("3.1.3"),
        needs: [.ctap2],
        tags: [.attestation, .metadata],
        because: """
            A report can name the lowest firmware that it is for. A key that was bought before has none of what was \
            certified since, and the statement says below which firmware its vendor calls none trustworthy.
            """
    ) { key throws(CheckEnd) in
        guard let firmware = try key.information().firmwareVersion else {
            throw .notApplicable("the key does not tell its firmware")
        }
        let entry = try key.metadataEntry()
        let isScoped =
            entry.statement.authenticatorVersion != nil
            || entry.statusReports.contains { $0.authenticatorVersion != nil }
        guard isScoped else { throw .notApplicable("no report on the model is limited to any firmware") }
        let level = try key.levelToday()
        try demand(
            level.certification != .none(.firmwareNotCertified),
            "every certification is for firmware above \(firmware)"
        )
        try demand(
            !level.isBelowTrustworthyFirmware,
            "the vendor trusts firmware \(entry.statement.authenticatorVersion ?? 0) and above, and the key has \(firmware)"
        )
        if level.isAmbiguous { key.context.mark(marginal: "another report decides when reports are read by firmware") }
    }
}

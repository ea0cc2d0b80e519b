import Checks
import CTAPMessages
import FIDOMetadata

extension Check where Subject == KeyUnderTest {
    static let informationStated = Self(
        "gi.mds-equal",
        "getInfo agrees with the one in the model's metadata statement",
        clause: .metadataStatement("4"),
        needs: [.ctap2],
        tags: [.metadata],
        because: """
            What was certified is what the statement describes. A key that lacks something of it is another one, or \
            a forgery; what it has beyond it may come with newer firmware, and is noted then.
            """
    ) { key throws(CheckEnd) in
        let information = try key.information()
        let statement = try key.statement()
        guard let stated = statement.source?["authenticatorGetInfo"] else {
            throw .notApplicable("the metadata statement has no authenticatorGetInfo")
        }
        let differences = StatedInformation(information, against: stated)
        try demand(
            differences.missing.isEmpty,
            "the key lacks what the metadata state: \(differences.missing.joined(separator: "; "))"
        )
        guard !differences.additional.isEmpty else { return }
        let surplus = "the key has what the metadata do not state: \(differences.additional.joined(separator: "; "))"
        let isNewer = (information.firmwareVersion ?? 0) > (statement.firmwareVersion ?? .max)
        try demand(isNewer, surplus)
        key.context.mark(marginal: "\(surplus); its firmware is newer than the one that they describe")
    }
}

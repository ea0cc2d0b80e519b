import CTAPMessages
import FIDOMetadata
import Vocabulary

/// Three answers about one key, kept apart, for people and for programs.
struct AppraisalDocument: Encodable {
    /// The AAGUID of getInfo: a claim and no more.
    let claimedModel: String?
    let isAttested: Bool
    /// Who vouches for the claim, or why nobody does, the deciding sentence first.
    let vouching: [String]
    /// The model's name in the metadata.
    let model: String?
    /// The level that the model holds, attested or not; absent where it holds none.
    let level: String?
    /// Which report decides the level, and what other readings say.
    let levelExplanation: [String]
    let metadata: String

    init(_ appraisal: KeyAppraisal, by metadata: MetadataInUse) {
        claimedModel = appraisal.statement.claimedModel?.description
        isAttested = appraisal.isAttested
        vouching = appraisal.vouchingExplanation
        model = appraisal.model
        level = appraisal.level?.level?.description
        levelExplanation = appraisal.levelExplanation
        self.metadata = metadata.description
    }

    /// Rows for a device's text: a name and its value.
    var rows: [(name: String, value: String)] {
        var rows = vouching.map { (name: "who vouches", value: $0) }
        let isKnown = model != nil
        rows.append(("model", isKnown ? "\(model ?? "") (\(isAttested ? "attested" : "only claimed"))" : "not known"))
        rows += levelExplanation.map { (name: "level", value: $0) }
        rows.append(("source", metadata))
        return rows
    }
}

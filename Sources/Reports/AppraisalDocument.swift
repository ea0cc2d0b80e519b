/// Three answers about one key, kept apart, for people and for programs.
package struct AppraisalDocument: Hashable, Codable, Sendable {
    /// The AAGUID of getInfo: a claim and no more.
    package let claimedModel: String?
    package let isAttested: Bool
    /// Who vouches for the claim, or why nobody does, the deciding sentence first.
    package let vouching: [String]
    /// The model's name in the metadata.
    package let model: String?
    /// The level that the model holds, attested or not; absent where it holds none.
    package let level: String?
    /// Which report decides the level, and what other readings say.
    package let levelExplanation: [String]
    package let metadata: String

    package init(
        claimedModel: String?,
        isAttested: Bool,
        vouching: [String],
        model: String?,
        level: String?,
        levelExplanation: [String],
        metadata: String
    ) {
        self.claimedModel = claimedModel
        self.isAttested = isAttested
        self.vouching = vouching
        self.model = model
        self.level = level
        self.levelExplanation = levelExplanation
        self.metadata = metadata
    }

    /// Rows for a device's text: a name and its value.
    package var rows: [(name: String, value: String)] {
        vouching.map { (name: "who vouches", value: $0) } + [(name: "model", value: modelText)]
            + levelExplanation.map { (name: levelTitle, value: $0) }
            + [(name: "source", value: metadata)]
    }

    /// Whose level it is: the key's, or that of the model which it only claims to be.
    var levelTitle: String { isAttested ? "level" : "level of the claim" }

    /// The model's name with what stands behind it.
    var modelText: String { model.map { "\($0) (\(isAttested ? "attested" : "only claimed"))" } ?? "not known" }
}

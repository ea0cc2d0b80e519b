import FIDOMetadata
import Reports

/// What came of asking one key who vouches for it, with what a printer needs beside the appraisal.
struct KeyAnswer: Sendable {
    let document: AppraisalDocument
    let conclusion: VouchingConclusion
    /// Whether the metadata is the latest word when the key was asked.
    let standing: FreshnessStanding

    /// Rows for a device's text: a name and its value.
    var rows: [(name: String, value: String)] { document.rows + [(name: "freshness", value: standing.sentence)] }
}

extension KeyAnswer: Encodable {
    private enum Key: String, CodingKey {
        case claimedModel, isAttested, vouching, model, level, claimedLevel, levelExplanation, metadata, isFresh
        case freshness
    }

    /// The level is that of a key that somebody vouches for; what another one claims has a name of its own.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(document.claimedModel, forKey: .claimedModel)
        try container.encode(document.isAttested, forKey: .isAttested)
        try container.encode(document.vouching, forKey: .vouching)
        try container.encodeIfPresent(document.model, forKey: .model)
        try container.encodeIfPresent(document.level, forKey: document.isAttested ? .level : .claimedLevel)
        try container.encode(document.levelExplanation, forKey: .levelExplanation)
        try container.encode(document.metadata, forKey: .metadata)
        try container.encodeIfPresent(standing.isFresh, forKey: .isFresh)
        try container.encode(standing.sentence, forKey: .freshness)
    }
}

extension ExitStatus {
    /// The same as `attest` has for a registration.
    init(_ conclusion: VouchingConclusion) {
        switch conclusion {
        case .attested: self = .ok
        case .refuted: self = .failed
        case .open: self = .inconclusive
        }
    }
}

extension KeyAppraisal {
    /// Who vouches for the model, in sentences: the verdict first, then every rule that failed, or the path.
    package var vouchingExplanation: [String] {
        switch vouching {
        case .notAsked(let reason): return ["Not attested: \(reason)."]
        case .enterprise:
            return [
                "Not attested: the certificate names this one device (WebAuthn L3, 8.2.2), so it is not kept, and "
                    + "nothing can be verified by it."
            ]
        case .unreadable(let reason): return ["Not attested: the answer cannot be read: \(reason)."]
        case .examined(let report):
            switch report.verdict {
            case .attested(let path):
                let names = path.map(\.commonName).joined(separator: " ← ")
                return ["Attested (\(report.format)): \(names)."]
            case .notAttested(let first, let others):
                return ["Not attested (\(report.format)): \(first)."] + others.map { "Failed as well: \($0)." }
            }
        }
    }

    /// Which level the model holds, in sentences, the deciding one first.
    package var levelExplanation: [String] {
        if isAmbiguous { return ["No level: the metadata has entries for this model that contradict one another."] }
        guard let level else {
            return [statement.claimedModel == nil ? "No level: the key names no model." : "The model is not known."]
        }
        return level.explanation
    }
}

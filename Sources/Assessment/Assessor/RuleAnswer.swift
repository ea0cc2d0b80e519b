import SupportMatrix

/// Makes the reasons of one rule, which share its id and its place in the edition.
struct RuleAnswer {
    private var id: String
    private var source: EditionReference

    private let client: ClientDescription

    init(_ compiled: CompiledRule, for client: ClientDescription) {
        id = compiled.rule.id
        source = compiled.source
        self.client = client
    }

    /// The same rule, one of whose conditions is asked: `key-certification.level`.
    func about(_ condition: String) -> RuleAnswer {
        var answer = self
        answer.id = "\(id).\(condition)"
        if case .rule(_, let footnotes) = source { answer.source = .rule(id: answer.id, footnotes: footnotes) }
        return answer
    }

    func callAsFunction(
        _ effect: Effect,
        _ finding: Finding,
        _ field: String,
        readings: [Reading] = [],
        missing: Missing? = nil
    ) -> Reason {
        self(effect, finding, at: evidence(field), readings: readings, missing: missing)
    }

    private func evidence(_ field: String) -> EvidenceReference {
        EvidenceReference(.build, field, at: client.positions[field])
    }

    func callAsFunction(
        _ effect: Effect,
        _ finding: Finding,
        at evidence: EvidenceReference,
        readings: [Reading] = [],
        missing: Missing? = nil
    ) -> Reason {
        Reason(
            id,
            effect,
            finding,
            source: source,
            evidence: evidence,
            readings: readings.reduce(into: []) { $0.insert(ReadingSet($1)) },
            missing: missing
        )
    }
}

import SupportMatrix

/// Makes the reasons of one rule, which share its id and its place in the edition.
struct RuleAnswer {
    private let id: String
    private let source: EditionReference

    init(_ compiled: CompiledRule) {
        id = compiled.rule.id
        source = compiled.source
    }

    func callAsFunction(
        _ effect: Effect,
        _ finding: Finding,
        _ field: String,
        readings: [Reading] = [],
        missing: Missing? = nil
    ) -> Reason {
        self(effect, finding, at: EvidenceReference(.build, field), readings: readings, missing: missing)
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

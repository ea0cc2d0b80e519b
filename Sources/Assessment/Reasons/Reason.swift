/// One thing that was asked about a cell, with its answer.
///
/// Reasons are objects because thousands of cells share a few dozen of them: sharing one costs a reference count
/// instead of a copy of its strings. They are immutable and compared by content.
package final class Reason: Sendable {
    /// `os.status`, `browser.status`, `authenticator.listing`, or the id of an edition's rule.
    package let rule: String
    package let effect: Effect
    package let finding: Finding
    package let source: EditionReference
    package let evidence: EvidenceReference
    /// The readings that this answer depended on.
    package let readings: ReadingSet
    /// What would settle it; nil where there is nothing left to settle.
    package let missing: Missing?

    init(
        _ rule: String,
        _ effect: Effect,
        _ finding: Finding,
        source: EditionReference,
        evidence: EvidenceReference,
        readings: ReadingSet = [],
        missing: Missing? = nil
    ) {
        self.rule = rule
        self.effect = effect
        self.finding = finding
        self.source = source
        self.evidence = evidence
        self.readings = readings
        self.missing = missing
    }

    /// The answer in one sentence.
    package var sentence: String { finding.sentence }

    /// The same answer, which also depended on another reading.
    func citing(_ more: ReadingSet) -> Reason {
        Reason(
            rule,
            effect,
            finding,
            source: source,
            evidence: evidence,
            readings: readings.union(more),
            missing: missing
        )
    }
}

extension Reason: Hashable {
    package static func == (left: Reason, right: Reason) -> Bool {
        left === right
            || left.rule == right.rule && left.effect == right.effect && left.finding == right.finding
                && left.source == right.source && left.evidence == right.evidence && left.readings == right.readings
                && left.missing == right.missing
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(rule)
        hasher.combine(effect)
        hasher.combine(finding)
    }
}

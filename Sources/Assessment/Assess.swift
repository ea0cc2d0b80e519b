package import KioskBuild
import StrictYAML
package import SupportMatrix
package import Vocabulary

/// Judges a build against an edition.
///
/// A pure function of its arguments: live, replayed and re-assessed certifications call the same code and get the same
/// report. What is missing makes a cell inconclusive, and never a pass.
///
/// Checks bear on a verdict where the certification has made any: then each that build and edition require has to be
/// passed. The as-of date is the day for which the verdict holds.
package func assess(
    _ build: BuildManifest,
    against edition: Edition,
    evidence: BenchEvidence,
    checks: CheckOutcomes = .notAsked,
    metadata: MetadataFacts = .none,
    dated: DatedFacts = .none,
    asOf: CalendarDate,
    policy: Policy = .standard
) -> AssessmentReport {
    let client = ClientDescription(build)
    let cells = Assessor(edition: edition, policy: policy)
        .cells(
            of: client,
            evidence: evidence,
            checks: checks,
            metadata: metadata,
            asOf: asOf,
            advice: dated.advice(for: client, asOf: asOf, policy: policy)
        )
    return AssessmentReport(
        build: build.assessment.id.value,
        edition: edition,
        asOf: asOf,
        policy: policy,
        cells: cells,
        lifecycle: dated.lifecycle(of: client, asOf: asOf)
    )
}

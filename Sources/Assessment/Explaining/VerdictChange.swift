import SupportMatrix
package import Vocabulary

/// A cell of a build whose verdict is another under another edition or policy.
package struct VerdictChange: Hashable, Sendable {
    package let build: String
    package let before: CellVerdict
    package let after: CellVerdict

    /// The change in one sentence.
    package var sentence: String {
        let why = after.decidingReason.map { " \($0.sentence)" } ?? ""
        return "\(build): \(after.authenticator) in \(after.browser) for \(after.system) changes from "
            + "\(before.verdict.name) to \(after.verdict.name).\(why)"
    }
}

extension Assessor {
    /// Which verdicts on a client are others under another edition or policy.
    ///
    /// An edition of after the day is asked for its own day. A system or an authenticator that one of the editions does not have is compared by the build's word for it.
    package func changes(
        to later: Assessor,
        for build: String,
        client: ClientDescription,
        evidence: BenchEvidence = .none,
        metadata: MetadataFacts = .none,
        asOf: CalendarDate
    ) -> [VerdictChange] {
        let before = cells(of: client, evidence: evidence, metadata: metadata, asOf: edition.day(from: asOf))
        let after = later.cells(of: client, evidence: evidence, metadata: metadata, asOf: later.edition.day(from: asOf))
        return zip(before, after).filter { $0.verdict != $1.verdict }
            .map {
                VerdictChange(build: build, before: $0, after: $1)
            }
    }
}

package import SupportMatrix
package import Vocabulary

/// The assessment of one build against one edition at one date.
package struct AssessmentReport: Hashable, Sendable {
    /// The build's own name.
    package let build: String
    package let editionID: String
    package let editionTitle: String
    /// SHA-256 of the page that the edition was read from.
    package let editionDigest: String
    package let asOf: CalendarDate
    package let policy: Policy
    /// In the build's order: systems, then browsers, then authenticators.
    package let cells: [CellVerdict]
    /// The vendors' support of the operating system and of each browser: a second verdict, which never changes the
    /// first.
    package let lifecycle: [LifecycleVerdict]

    package init(
        build: String,
        edition: Edition,
        asOf: CalendarDate,
        policy: Policy,
        cells: [CellVerdict],
        lifecycle: [LifecycleVerdict] = []
    ) {
        self.build = build
        editionID = edition.id
        editionTitle = edition.title
        editionDigest = edition.source.digest
        self.asOf = asOf
        self.policy = policy
        self.cells = cells
        self.lifecycle = lifecycle
    }

    /// The verdict on the build as a whole.
    package var verdict: Verdict { Verdict(combining: cells.lazy.map(\.verdict)) }

    /// How many cells have each verdict, in the order of the verdicts; none are left out.
    package var counts: [(verdict: Verdict, count: Int)] {
        Verdict.allCases.map { verdict in (verdict, cells.count { $0.verdict == verdict }) }
    }
}

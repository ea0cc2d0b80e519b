import Assessment
import Reports

/// What came of one bundle when it was judged again.
struct BundleReassessment: Codable, Sendable {
    /// What can make a verdict change, in the order in which they are tried.
    enum Cause: String, Codable, Sendable, CaseIterable {
        /// The same inputs, judged by this release.
        case tool
        case policy
        case edition
        case metadata
        /// Waivers, or the table of quirks.
        case allowances
        /// The day for which the verdict holds.
        case day = "as-of"
    }

    /// A cell whose verdict changed, and what changed it.
    struct Change: Codable, Sendable {
        let cause: Cause
        let cell: String
        let before: String?
        let after: String?
        let because: String?
    }

    /// The bundle's path.
    let bundle: String
    let build: String?
    let before: String?
    let after: String?
    let changes: [Change]
    /// Why it could not be judged again.
    let problem: String?

    /// Whether the build, or any cell of it, is further from a pass than it was.
    var isWorse: Bool {
        func severity(_ verdict: String?) -> Int { verdict.flatMap(Verdict.init)?.severity ?? 0 }
        return severity(after) > severity(before)
            || changes.contains { $0.before != nil && severity($0.after) > severity($0.before) }
    }

    init(bundle: String, build: String, before: String, after: String, changes: [Change]) {
        self.bundle = bundle
        self.build = build
        self.before = before
        self.after = after
        self.changes = changes
        problem = nil
    }

    init(bundle: String, problem: String) {
        self.bundle = bundle
        self.problem = problem
        build = nil
        before = nil
        after = nil
        changes = []
    }
}

/// One thing that was asked of a bundle, with its answer.
package struct VerificationStep: Hashable, Sendable, Encodable {
    package enum Outcome: String, Hashable, Sendable, Encodable, CaseIterable {
        case passed
        /// Could not be answered, and somebody can change that.
        case open
        case failed
    }

    /// What was asked, as in `files` or `signature`.
    package let name: String
    package let outcome: Outcome
    /// The answer in a sentence.
    package let summary: String
    /// What is wrong, a line each.
    package let findings: [String]
    /// What to do about it; nil where there is nothing to do.
    package let remedy: String?

    package init(
        _ name: String,
        _ outcome: Outcome,
        _ summary: String,
        findings: [String] = [],
        remedy: String? = nil
    ) {
        self.name = name
        self.outcome = outcome
        self.summary = summary
        self.findings = findings
        self.remedy = remedy
    }
}

extension VerificationStep {
    /// What helps where a bundle is not what was made: there is nothing in it that could be mended.
    package static let anotherCopy = "ask whoever made the bundle for it again, and rely on nothing in this one"
}

/// How a certification came out, in the words of the in-toto test-result predicate, version 0.1.
package struct TestResult: Hashable, Sendable {
    /// The predicate has these three and no fourth.
    package enum Outcome: String, Sendable {
        case passed = "PASSED"
        case warned = "WARNED"
        case failed = "FAILED"
    }

    package let outcome: Outcome
    /// The verdict in our own word, which can also be `inconclusive`.
    package let verdict: String
    package let passed: [String]
    package let warned: [String]
    package let failed: [String]
    /// Those of ``failed`` that did not fail but could not be answered: whoever reads the predicate alone must not take
    /// them for passed.
    package let inconclusive: [String]

    package init(
        outcome: Outcome,
        verdict: String,
        passed: [String],
        warned: [String],
        failed: [String],
        inconclusive: [String]
    ) {
        self.outcome = outcome
        self.verdict = verdict
        self.passed = passed
        self.warned = warned
        self.failed = failed
        self.inconclusive = inconclusive
    }
}

import Assessment
package import Evidence

extension CertificationDocument {
    /// The result in the words of the in-toto predicate.
    ///
    /// It knows passed, warned and failed alone. What is inconclusive counts as failed, since a reader who knows no more
    /// than the predicate must not take it for a pass; it is named a second time where its own word stands.
    package var testResult: TestResult {
        let outcome: TestResult.Outcome =
            switch Verdict(rawValue: verdict) {
            case .warranted: .passed
            case .warrantedWithAdvice: .warned
            case .notWarranted, .inconclusive, nil: .failed
            }
        func names(_ verdict: Verdict) -> [String] { cells.filter { $0.knownVerdict == verdict }.map(\.name) }
        let inconclusive = names(.inconclusive)
        return TestResult(
            outcome: outcome,
            verdict: verdict,
            passed: names(.warranted),
            warned: names(.warrantedWithAdvice),
            failed: names(.notWarranted) + inconclusive,
            inconclusive: inconclusive
        )
    }
}

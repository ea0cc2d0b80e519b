package import Vocabulary

/// What of the results of a run is accepted on a day although it is not as it should be.
///
/// Files of results and recordings hold what happened; this is put on top of it when somebody judges, so that the same
/// run can be judged on another day.
package struct Allowances: Sendable {
    package let waivers: WaiverList
    package let quirks: QuirkTable
    package let day: CalendarDate

    package init(waivers: WaiverList = WaiverList(), quirks: QuirkTable = QuirkTable(), day: CalendarDate) {
        self.waivers = waivers
        self.quirks = quirks
        self.day = day
    }

    /// The results of one device with their marks: a known deviation is marginal, and what is waived says so.
    package func applied(to results: [CheckResult], of model: CheckedModel) -> [CheckResult] {
        results.map { result in
            var result = result
            result.outcome = applied(to: result, on: model)
            return result
        }
    }

    private func applied(to result: CheckResult, on model: CheckedModel) -> CheckOutcome {
        let (id, outcome) = (result.id, result.outcome)
        guard outcome.verdict == .failed, let reason = outcome.reason else { return outcome }
        if let quirk = quirks.quirks.first(where: { $0.explains(id, failing: reason, on: model) }) {
            return CheckOutcome(.passed, marginal: quirk.sentence(reason, on: day))
        }
        let granted = waivers.waivers.filter { $0.covers(id, ofReader: result.slot != nil, on: model) }
        guard let last = granted.max(by: { $0.lastDay < $1.lastDay }) else { return outcome }
        var marked = outcome
        if last.lastDay < day {
            marked.reason = "\(reason); its waiver expired on \(last.lastDay)"
        } else {
            marked.waived = last.sentence
        }
        return marked
    }
}

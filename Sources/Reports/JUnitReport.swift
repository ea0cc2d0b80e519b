import Assessment

/// A certification as JUnit XML, in the subset that the schemas of Jenkins, GitLab's and GitHub's readers share.
///
/// A cell is a test case. JUnit has no word for *inconclusive*: it is `skipped` with a message, which no reader takes for
/// a pass. Advice goes to `system-out`, which changes no outcome.
package struct JUnitReport {
    private let document: CertificationDocument
    private let made: String

    package init(_ document: CertificationDocument, made: String) {
        self.document = document
        self.made = made
    }

    package var text: String {
        let cells = document.cells.map(cell)
        let checks = document.checks.map(check)
        let suites = [suite("verdicts", cells)] + (checks.isEmpty ? [] : [suite("checks", checks)])
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"\(escaped(document.build.title))\">\n"
            + suites.joined() + "</testsuites>\n"
    }

    private enum Outcome {
        case passed, failed, skipped
    }

    private struct Case {
        let outcome: Outcome
        let lines: String
    }

    private func suite(_ name: String, _ cases: [Case]) -> String {
        let id = escaped("\(document.build.id).\(name)")
        let counts =
            "tests=\"\(cases.count)\" failures=\"\(cases.count { $0.outcome == .failed })\" errors=\"0\" "
            + "skipped=\"\(cases.count { $0.outcome == .skipped })\" time=\"0\" timestamp=\"\(made.prefix(19))\""
        let flawed = document.devices.compactMap { device in
            device.recordingFlaw.map { ("recording", "\(device.recording): \($0)") }
        }
        let properties =
            [
                ("edition", document.edition.id), ("as-of", document.asOf), ("policy", document.policy.id),
                ("verdict", document.verdict),
            ] + flawed
        let lines = properties.map { "      <property name=\"\($0)\" value=\"\(escaped($1))\"/>\n" }.joined()
        return "  <testsuite name=\"\(id)\" \(counts)>\n    <properties>\n\(lines)    </properties>\n"
            + cases.map(\.lines).joined() + "  </testsuite>\n"
    }

    private func cell(_ cell: CertificationDocument.Cell) -> Case {
        let start = testCase(
            name: "\(cell.browser) with \(cell.authenticatorName)",
            group: "\(document.build.id).\(cell.system)"
        )
        let reason = cell.reasons.first
        let message = escaped(reason?.sentence ?? "nothing was asked")
        switch cell.knownVerdict {
        case .warranted: return Case(outcome: .passed, lines: "\(start)/>\n")
        case .warrantedWithAdvice:
            let advice = cell.reasons.filter { $0.effect == Effect.advises.rawValue }.map { escaped($0.sentence) }
            return Case(
                outcome: .passed,
                lines: "\(start)>\n      <system-out>\(advice.joined(separator: "\n"))</system-out>\n    </testcase>\n"
            )
        case .notWarranted:
            let story = cell.reasons.map { "\($0.effect): \($0.sentence) [\($0.source)]" }.joined(separator: "\n")
            return Case(
                outcome: .failed,
                lines: "\(start)>\n      <failure message=\"\(message)\" type=\"\(escaped(reason?.rule ?? ""))\">"
                    + "\(escaped(story))</failure>\n    </testcase>\n"
            )
        case .inconclusive, nil:
            return Case(
                outcome: .skipped,
                lines: "\(start)>\n      <skipped message=\"inconclusive: \(message)\"/>\n    </testcase>\n"
            )
        }
    }

    private func check(_ check: CheckLine) -> Case {
        let start = testCase(name: check.id, group: "\(document.build.id).\(check.device ?? "bench")")
        let message = escaped(check.detail ?? check.title)
        switch check.outcome {
        case .passed:
            // What is to be heeded although it passed, such as a known deviation.
            guard let remark = check.detail.map(escaped) else { return Case(outcome: .passed, lines: "\(start)/>\n") }
            return Case(
                outcome: .passed,
                lines: "\(start)>\n      <system-out>\(remark)</system-out>\n    </testcase>\n"
            )
        case .failed:
            return Case(
                outcome: .failed,
                lines: "\(start)>\n      <failure message=\"\(message)\" type=\"check\"/>\n    </testcase>\n"
            )
        case .notApplicable, .notRun, .waived:
            return Case(
                outcome: .skipped,
                lines:
                    "\(start)>\n      <skipped message=\"\(check.outcome.rawValue): \(message)\"/>\n    </testcase>\n"
            )
        }
    }

    private func testCase(name: String, group: String) -> String {
        "    <testcase name=\"\(escaped(name))\" classname=\"\(escaped(group))\" time=\"0\""
    }

    private func escaped(_ text: String) -> String { MarkupText.escaped(text) }
}

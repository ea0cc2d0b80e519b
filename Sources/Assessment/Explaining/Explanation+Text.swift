import SupportMatrix
import TextDocuments
import Vocabulary

extension Explanation {
    /// The story as text of at most eighty columns, with a line break at its end.
    package var text: String {
        var lines = TextTable.wrap(title, to: 80)
        lines.append("\(edition.title); as of \(asOf.inWords); policy \(policy.id)")
        lines.append("")
        lines += TextTable.wrap(headline, to: 80)
        append("What the tables say", tableReasons, to: &lines)
        append("The rules, in their order", ruleReasons, to: &lines)
        append("The bench, and what has a date", otherReasons, to: &lines)
        if !cell.readings.isEmpty {
            lines += ["", "The readings it rests on"]
            for reading in cell.readings.readings { append(policy.sentence(for: reading), mark: "", to: &lines) }
        }
        if !lifecycle.isEmpty {
            lines += ["", "The vendors’ own support, which changes nothing above"]
            for verdict in lifecycle { append(verdict.sentence, mark: "", to: &lines) }
        }
        if !steps.isEmpty {
            lines += ["", stepsTitle]
            for step in steps { append(step, mark: "-", to: &lines) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var stepsTitle: String {
        switch cell.verdict {
        case .warranted, .warrantedWithAdvice: "What would leave nothing to heed"
        case .notWarranted, .inconclusive: "What would make it warranted"
        }
    }

    private func append(_ title: String, _ reasons: [Reason], to lines: inout [String]) {
        guard !reasons.isEmpty else { return }
        lines += ["", title]
        for reason in reasons {
            append(reason.sentence, mark: reason.effect.mark, to: &lines)
            if reason == cell.decidingReason, cell.verdict != .warranted {
                append("This decided. Source: \(reason.source). Evidence: \(reason.evidence).", mark: "", to: &lines)
            }
        }
    }

    /// A paragraph with a mark in the margin.
    private func append(_ text: String, mark: String, to lines: inout [String]) {
        let margin = "  " + mark + String(repeating: " ", count: max(1, 8 - mark.count))
        for (index, line) in TextTable.wrap(text, to: 80 - margin.count).enumerated() {
            lines.append((index == 0 ? margin : String(repeating: " ", count: margin.count)) + line)
        }
    }
}

extension Effect {
    /// The word in the margin of an explanation.
    package var mark: String {
        switch self {
        case .fails: "no"
        case .open: "open"
        case .advises: "heed"
        case .satisfied: "yes"
        case .informs: "note"
        }
    }
}

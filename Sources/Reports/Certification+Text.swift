import Assessment
import CapabilityProbe
import SupportMatrix
import TextDocuments

extension Certification {
    /// The certification for a terminal of eighty columns: the verdict, why, what to do, then cell by cell.
    package var text: String {
        let sections = [
            heading, reasonList(.fails), reasonList(.open), next, reasonList(.advises), cells, lifecycle, bench,
        ]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private var heading: [String] {
        let counts = assessment.counts.filter { $0.count > 0 }.map { "\($0.count) \($0.verdict.name)" }
        return Self.wrapped("\(assessment.verdict.name.uppercased()): \(title)", indent: 0) + [
            "edition \(assessment.editionID), as of \(assessment.asOf), policy \(assessment.policy.id)",
            "\(assessment.cells.count) combinations: \(counts.joined(separator: ", "))",
        ] + (metadata.map { Self.wrapped("levels by \($0.sentence)", indent: 0) } ?? []) + made
    }

    /// How many checks ended how, those that passed first.
    private var made: [String] {
        guard !checks.isEmpty else { return [] }
        let counts = CheckLine.Outcome.allCases.compactMap { outcome in
            let count = checks.count { $0.outcome == outcome }
            return count == 0 ? nil : "\(count) \(outcome.rawValue.replacing("-", with: " "))"
        }
        return ["checks: \(counts.joined(separator: ", "))"]
    }

    private func reasonList(_ effect: Effect) -> [String] {
        let reasons = reasons(effect)
        guard !reasons.isEmpty else { return [] }
        let title =
            switch effect {
            case .fails: "Why it is not warranted"
            case .open: "What cannot be answered"
            case .advises: "What to heed"
            case .satisfied, .informs: effect.rawValue
            }
        return [title] + reasons.enumerated().flatMap { index, item in reasonLines(item, number: index + 1) }
    }

    private func reasonLines(_ item: (reason: Reason, cells: Int), number: Int) -> [String] {
        let reason = item.reason
        var lines = Self.wrapped(reason.sentence, indent: 5)
        lines[0] = "  \(number). " + lines[0].dropFirst(5)
        let scope =
            item.cells == assessment.cells.count ? "all combinations" : "\(item.cells) of \(assessment.cells.count)"
        lines += Self.wrapped("\(scope); \(reason.source)", indent: 5)
        lines += Self.wrapped("evidence: \(reason.evidence)", indent: 5)
        let readings = reason.readings.readings.map(\.id)
        if !readings.isEmpty { lines += Self.wrapped("readings: \(readings.joined(separator: ", "))", indent: 5) }
        return lines
    }

    private var next: [String] {
        guard !missing.isEmpty else { return [] }
        return ["What to do next"] + missing.flatMap { Self.item("\($0.what): \($0.supply)") }
    }

    private var cells: [String] {
        let rows = assessment.cells.map { cell in
            [systemName(cell.system), cell.browser, authenticatorName(cell.authenticator), cell.verdict.name]
        }
        return TextTable(header: ["System", "Browser", "Authenticator", "Verdict"], rows: rows).lines()
    }

    /// The vendors' own dates, which change no verdict above.
    private var lifecycle: [String] {
        guard !assessment.lifecycle.isEmpty else { return [] }
        return ["Vendor support, beside the warranty"] + assessment.lifecycle.flatMap { Self.item($0.sentence) }
    }

    private var bench: [String] {
        guard !devices.isEmpty else { return ["No device was looked at."] }
        return ["Devices"]
            + devices.flatMap { device in
                Self.item("\(device.facts.identity.name), \(device.recording)")
                    + (device.recordingFlaw.map { Self.wrapped("recording: \($0)", indent: 4) } ?? [])
                    + Self.lines(device.appraisal)
            }
    }

    /// What a key claims, who vouches for it, and which level that model holds.
    private static func lines(_ appraisal: AppraisalDocument?) -> [String] {
        guard let appraisal else { return [] }
        return wrapped("claims: \(appraisal.claimedModel ?? "no model")", indent: 4)
            + wrapped("who vouches: \(appraisal.vouching.first ?? "")", indent: 4)
            + wrapped("\(appraisal.levelTitle): \(appraisal.levelExplanation.first ?? "")", indent: 4)
    }

    private static func item(_ text: String) -> [String] {
        var lines = wrapped(text, indent: 4)
        lines[0] = "  - " + lines[0].dropFirst(4)
        return lines
    }

    private static func wrapped(_ text: String, indent: Int) -> [String] {
        TextTable.wrap(text, to: 80 - indent).map { String(repeating: " ", count: indent) + $0 }
    }
}

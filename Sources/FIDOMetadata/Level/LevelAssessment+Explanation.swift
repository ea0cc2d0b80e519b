import Vocabulary

extension LevelAssessment {
    /// The answer in sentences, the deciding one first.
    package var explanation: [String] {
        var sentences = [verdict]
        sentences += undesired.filter { $0.effect != .stands }.map { "In effect: \($0)." }
        if isModelLevelOnly {
            sentences.append("The firmware is not known, so this is the level of the model, not of this device.")
        }
        if isBelowTrustworthyFirmware {
            sentences.append("The firmware is below the lowest one that the vendor calls trustworthy.")
        }
        if isAmbiguous {
            sentences.append("The reports are ambiguous for this firmware: by version another report decides.")
        }
        sentences += disagreements.map { reading in
            "\(reading.rule.phrase) says \(reading.level?.description ?? "no level")"
                + (reading.report.map { " (\($0))." } ?? ".")
        }
        sentences += unknown.map { "In effect, and not understood: \($0)." }
        sentences += fips.map { "Beside it: \($0); FIPS 140 is no FIDO level." }
        return sentences
    }

    private var verdict: String {
        let report = decidingReport.map { " (\($0))" } ?? ""
        switch outcome {
        case .level(let level):
            return "Certified at \(level) on \(date)\(report)."
        case .none(.undesiredStatus):
            let against = undesired.filter { $0.effect == .stands }.map(\.description).joined(separator: "; ")
            return "No level on \(date): \(against)."
        case .none(.notCertified):
            return "Not certified on \(date)\(report)."
        case .none(.functionalCertificationOnly):
            return "Certified on \(date), but at no level\(report)."
        case .none(.noneInEffect):
            return "No level: no certification is in effect on \(date)."
        case .none(.firmwareNotCertified):
            return "No level: every certification is of a firmware above \(firmware.map(String.init) ?? "this one")."
        case .none(.noReport):
            return "No level: the metadata has no report on certification."
        }
    }
}

extension LevelReading.Rule {
    /// The rule as the beginning of a sentence.
    package var phrase: String {
        switch self {
        case .lastElement: "The last report of the list"
        case .newestDate: "The newest report, the later one of a date,"
        case .versionFirst: "The highest certified version"
        case .anyReport: "The highest level of any report"
        }
    }
}

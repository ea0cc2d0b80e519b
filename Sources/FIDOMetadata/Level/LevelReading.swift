package import Vocabulary

/// Another way to read an entry's reports, with what it would have answered.
///
/// Other tools use these. Where one of them disagrees, its user will ask why; measured on real BLOBs, the first finds
/// no L2 authenticator at all and the second a quarter of them.
package struct LevelReading: Hashable, Sendable {
    package enum Rule: String, Hashable, Sendable, CaseIterable {
        /// The last element of the list.
        case lastElement
        /// The newest date, the later element where dates are equal.
        case newestDate
        /// The highest certified version up to the firmware first, then the newest date, then the highest level.
        case versionFirst
        /// The highest level that any report names.
        case anyReport
    }

    package let rule: Rule
    package let level: CertificationLevel?
    /// The report that this reading goes by.
    package let report: StatusReport?
}

extension LevelReading {
    /// What each rule makes of reports, all of them certifications in effect, for one firmware.
    static func all(_ reports: [StatusReport]) -> [LevelReading] {
        Rule.allCases.map { rule in
            let report = rule.choose(reports)
            return LevelReading(rule: rule, level: report?.status.level, report: report)
        }
    }
}

extension LevelReading.Rule {
    fileprivate func choose(_ reports: [StatusReport]) -> StatusReport? {
        switch self {
        case .lastElement: reports.last
        case .newestDate:
            reports.max { ($0.recency, $0.position) < ($1.recency, $1.position) }
        case .versionFirst:
            reports.max {
                ($0.authenticatorVersion ?? 0, $0.recency, $0.rank) < (
                    $1.authenticatorVersion ?? 0, $1.recency, $1.rank
                )
            }
        case .anyReport: reports.max { $0.rank < $1.rank }
        }
    }
}

extension StatusReport {
    /// Orders reports in time; one without a date counts as current, and so as the newest.
    var recency: Recency { effectiveDate.date.map(Recency.on) ?? .always }

    var rank: Int { status.certificationRank ?? -1 }

    enum Recency: Comparable {
        case on(CalendarDate)
        case always
    }
}

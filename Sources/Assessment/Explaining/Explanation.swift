package import SupportMatrix
package import Vocabulary

/// The story of one cell: what the page says, which rules were asked, what decided, and what would make it warranted.
package struct Explanation: Hashable, Sendable {
    package let cell: CellVerdict
    package let edition: Edition
    package let policy: Policy
    package let asOf: CalendarDate
    package let operatingSystem: String
    package let lifecycle: [LifecycleVerdict]
    /// Whether a build stands behind it; without one, what is open is a condition and not a gap.
    package let hasBuild: Bool

    package init(
        of cell: CellVerdict,
        edition: Edition,
        policy: Policy,
        asOf: CalendarDate,
        operatingSystem: String,
        lifecycle: [LifecycleVerdict] = [],
        hasBuild: Bool = true
    ) {
        self.cell = cell
        self.edition = edition
        self.policy = policy
        self.asOf = asOf
        self.operatingSystem = operatingSystem
        self.lifecycle = lifecycle
        self.hasBuild = hasBuild
    }

    /// `Smartcards in Edge on Windows 11 24H2, for SUS`.
    package var title: String {
        let system = edition.systems.first { $0.id == cell.system }?.name ?? cell.system
        let authenticator = edition.authenticators.first { $0.id == cell.authenticator }?.name ?? cell.authenticator
        return "\(authenticator) in \(cell.browser) on \(operatingSystem), for \(system)"
    }

    /// The verdict with the reason that decided, as one sentence.
    package var headline: String {
        guard let reason = cell.decidingReason else { return "Nothing was asked, so nothing can be said." }
        switch cell.verdict {
        case .warranted: return "This is warranted: nothing stands against it."
        case .warrantedWithAdvice: return "This is warranted, with advice. \(reason.sentence)"
        case .notWarranted: return "This is not warranted. \(reason.sentence)"
        case .inconclusive where hasBuild: return "This is inconclusive. \(reason.sentence)"
        case .inconclusive:
            let heeding = cell.reasons.contains { $0.effect == .advises } ? ", with advice," : ""
            return "This can be warranted\(heeding) where a build shows what is open below."
        }
    }

    /// What the page's tables say, in the order of asking.
    package var tableReasons: [Reason] {
        let order = ["system.listing", "os.status", "browser.status", "authenticator.listing"]
        return order.flatMap { rule in cell.reasons.filter { $0.rule == rule } }
    }

    /// The rules that applied, in the edition's order, with the conditions of each.
    package var ruleReasons: [Reason] {
        edition.rules.flatMap { rule in
            cell.reasons.filter { $0.rule == rule.id || $0.rule.hasPrefix("\(rule.id).") }
        }
    }

    /// What is neither in a table nor a rule: the bench, and what has a date.
    package var otherReasons: [Reason] {
        let known = Set(tableReasons + ruleReasons)
        return cell.reasons.filter { !known.contains($0) }
    }

    /// What would have to change, one step per reason that stands in the way.
    package var steps: [String] {
        let obstacles = cell.reasons.filter { $0.effect == .fails || $0.effect == .open }
        let wanted = obstacles.isEmpty ? cell.reasons.filter { $0.effect == .advises } : obstacles
        var seen: Set<String> = []
        return
            wanted.compactMap { reason in
                if let missing = reason.missing, reason.effect == .open { return missing.sentence }
                return reason.finding.remedy(in: edition)
            }
            .filter { seen.insert($0).inserted }
    }
}

extension Missing {
    /// `Show a card that answers in a reader: insert a card, then …`.
    package var sentence: String { "Show \(what): \(supply)." }
}

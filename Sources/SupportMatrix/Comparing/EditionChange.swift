import Vocabulary

/// One difference between two editions.
package struct EditionChange: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case added, removed, changed
    }

    /// The part of the edition: `operating-system-table`, `rules`.
    package let part: String
    /// The element in it: a system, a cell, a rule.
    package let element: String
    package let kind: Kind
    package let before: String?
    package let after: String?

    /// The difference in one sentence.
    package var sentence: String {
        switch (before, after) {
        case (let before?, let after?): "\(part): \(element) changes from \(before) to \(after)."
        case (nil, let after?): "\(part): \(element) is new: \(after)."
        case (let before?, nil): "\(part): \(element) is gone; it was \(before)."
        case (nil, nil): "\(part): \(element) is \(kind.rawValue)."
        }
    }
}

extension Edition {
    /// What is different in a later edition, in the order of its parts; empty for editions that say the same.
    ///
    /// Where an edition was read from (its date and digest) is no difference in what it says and is not listed.
    package func changes(to later: Edition) -> [EditionChange] {
        var changes: [EditionChange] = []
        func compare(_ part: String, _ before: [(String, String)], _ after: [(String, String)]) {
            let old = Dictionary(before) { first, _ in first }
            let new = Dictionary(after) { first, _ in first }
            for (element, text) in before {
                guard new[element] != text else { continue }
                let kind: EditionChange.Kind = new[element] == nil ? .removed : .changed
                changes.append(
                    EditionChange(part: part, element: element, kind: kind, before: text, after: new[element])
                )
            }
            for (element, text) in after where old[element] == nil {
                changes.append(EditionChange(part: part, element: element, kind: .added, before: nil, after: text))
            }
        }
        compare("systems", systems.map(Self.entry), later.systems.map(Self.entry))
        compare("operating systems", operatingSystems.map(Self.entry), later.operatingSystems.map(Self.entry))
        compare("browsers", browsers.map(Self.entry), later.browsers.map(Self.entry))
        compare("operating-system table", cells(of: operatingSystemTable), later.cells(of: later.operatingSystemTable))
        compare("browser table", cells(of: browserTable), later.cells(of: later.browserTable))
        compare("authenticators", authenticators.map(Self.entry), later.authenticators.map(Self.entry))
        compare(
            "unlisted authenticators",
            unlistedAuthenticators.map { ($0.id, Self.named($0.name, $0.aliases)) },
            later.unlistedAuthenticators.map { ($0.id, Self.named($0.name, $0.aliases)) }
        )
        compare("rules", rules.map(Self.entry), later.rules.map(Self.entry))
        return changes
    }

    private func cells(of table: StatusTable) -> [(String, String)] {
        zip(systems, table.rows)
            .flatMap { system, cells in
                zip(table.columns, cells).map { column, status in ("\(system.id) × \(column)", status.name) }
            }
    }

    private static func named(_ name: String, _ aliases: [String]) -> String {
        "“\(name)”\(aliases.isEmpty ? "" : ", also \(aliases.joined(separator: ", "))")"
    }

    private static func noted(_ footnotes: [FootnoteMark]) -> String {
        footnotes.isEmpty ? "" : ", footnotes \(footnotes.map(\.description).joined(separator: ", "))"
    }

    private static func entry(_ system: EditionSystem) -> (String, String) {
        (system.id, named(system.name, system.aliases) + noted(system.footnotes))
    }

    private static func entry(_ column: OperatingSystemColumn) -> (String, String) {
        let limits = [
            column.asWritten.map { "written “\($0)”" },
            column.version.map { "version \($0)" },
            column.newest.map { "up to \($0)" },
        ]
        let text = ["“\(column.name)”", column.family.name] + limits.compactMap(\.self)
        return (column.id, text.joined(separator: ", ") + noted(column.footnotes))
    }

    private static func entry(_ column: BrowserColumn) -> (String, String) {
        let parts = [
            "“\(column.name)”", column.product, column.isInternetExplorerMode ? "in IE mode" : nil,
            column.newest.map { "up to \($0)" }, "for \(column.families.map(\.name).joined(separator: ", "))",
        ]
        return (column.id, parts.compactMap(\.self).joined(separator: ", ") + noted(column.footnotes))
    }

    private static func entry(_ row: AuthenticatorRow) -> (String, String) {
        let parts = [
            named(row.name, row.aliases), row.kind.rawValue,
            "on \(row.operatingSystems.joined(separator: ", "))",
            "with \(row.browsers.joined(separator: ", "))",
            row.namedInFootnoteOf.map { "by a footnote of \($0)" },
        ]
        return (row.id, parts.compactMap(\.self).joined(separator: ", ") + noted(row.footnotes))
    }

    private static func entry(_ rule: EditionRule) -> (String, String) {
        // The sentence leaves out lists of names, and a change in one of them is a change.
        let lists: String =
            switch rule.kind {
            case .operatingSystemEditions(_, let ordinary): " Ordinary: \(ordinary.joined(separator: ", "))."
            case .privateBrowsing(let arguments, let implying):
                " Arguments: \((arguments + implying).joined(separator: ", "))."
            case .requiredSoftware(let software), .retiredSoftware(let software): " (\(software.id))"
            default: ""
            }
        return (rule.id, "“\(rule.kind.sentence)”\(lists) \(rule.scope.inWords)" + noted(rule.footnotes))
    }
}

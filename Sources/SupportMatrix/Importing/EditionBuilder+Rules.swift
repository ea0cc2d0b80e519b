import StrictYAML
import Vocabulary

extension EditionBuilder {
    /// The edition, or nil when something essential is missing; the problems say what.
    mutating func edition(digest: String, lastLine: Int) -> Edition? {
        if operatingSystemTable == nil { refuse(lastLine, "the page has no table of operating systems") }
        if browserTable == nil { refuse(lastLine, "the page has no table of browsers") }
        if authenticatorTableLine == nil { refuse(lastLine, "the page has no table of authenticators") }
        if sentences.facts.lastEdited == nil {
            refuse(lastLine, "the page does not say when it was last edited, which is what names an edition")
        }
        addFootnoteAuthenticators()
        checkFootnotes()
        guard let operatingSystemTable, let browserTable, let edited = sentences.facts.lastEdited, problems.isEmpty
        else { return nil }
        let rules = rules()
        dropUnstatedFootnotes(rules)
        report.carriedOver += carriedOver()
        let listed = Set(authenticators.map(\.id))
        return Edition(
            id: "wes-\(edited.date)",
            title: "WES, \(edited.date.inWords)",
            source: Edition.Source(
                page: address ?? lexicon.source.page,
                lastEdited: edited.date,
                lastEditedTime: edited.time,
                digest: digest
            ),
            systems: systems,
            operatingSystems: operatingSystems,
            browsers: browsers,
            operatingSystemTable: statusTable(operatingSystemTable),
            browserTable: statusTable(browserTable),
            authenticators: authenticators,
            unlistedAuthenticators: lexicon.unlistedAuthenticators.filter { !listed.contains($0.id) },
            rules: rules
        )
    }

    private mutating func statusTable(_ table: SystemTable) -> StatusTable {
        let rows = systems.map { system in
            if table.rows[system.id] == nil {
                assume(table.line, system.name, "no row in this table, so not listed in it")
            }
            return table.rows[system.id] ?? table.columns.map { _ in SupportStatus.notListed }
        }
        return StatusTable(columns: table.columns, rows: rows)
    }

    /// An authenticator that a footnote names shares the row that carries the footnote.
    private mutating func addFootnoteAuthenticators() {
        for (name, host, mark) in sentences.facts.alsoSupported {
            guard let mark, let row = authenticators.first(where: { $0.name == host && $0.footnotes.contains(mark) })
            else {
                refuse(
                    explained[mark ?? FootnoteMark(.authenticators, 1)]?.line ?? 1,
                    "“\(host.excerpt)” is no row that carries this footnote"
                )
                continue
            }
            let known = lexicon.authenticators.first { $0.isNamed(name) }
            authenticators.append(
                AuthenticatorRow(
                    id: known?.id ?? Self.identifier(name),
                    name: name,
                    aliases: known?.aliases ?? [],
                    kind: known?.kind ?? row.kind,
                    operatingSystems: row.operatingSystems,
                    browsers: row.browsers,
                    footnotes: [mark],
                    namedInFootnoteOf: row.id
                )
            )
        }
    }

    private mutating func checkFootnotes() {
        var seen: Set<FootnoteMark> = []
        for (mark, line) in carried where seen.insert(mark).inserted {
            if explained[mark] == nil {
                refuse(line, "footnote (\(mark.number)) of the \(mark.table.rawValue) is explained nowhere")
            }
        }
        for (mark, text) in explained.sorted(by: { $0.value.line < $1.value.line }) {
            if !seen.contains(mark) {
                report.unreadFootnotes.append(
                    .init(line: text.line, text: text.text.excerpt, meaning: "nothing carries footnote \(mark)")
                )
            } else if !text.isUnderstood {
                report.unreadFootnotes.append(
                    .init(line: text.line, text: text.text.excerpt, meaning: "footnote \(mark) is left out")
                )
            }
        }
    }

    /// A mark whose footnote became no rule would point at nothing.
    private mutating func dropUnstatedFootnotes(_ rules: [EditionRule]) {
        let shared = authenticators.filter { $0.namedInFootnoteOf != nil }.flatMap(\.footnotes)
        let stated = Set(rules.flatMap(\.footnotes) + shared)
        for index in systems.indices { systems[index].footnotes.removeAll { !stated.contains($0) } }
        for index in operatingSystems.indices { operatingSystems[index].footnotes.removeAll { !stated.contains($0) } }
        for index in browsers.indices { browsers[index].footnotes.removeAll { !stated.contains($0) } }
        for index in authenticators.indices { authenticators[index].footnotes.removeAll { !stated.contains($0) } }
    }

    private func carriedOver() -> [String] {
        ["ids, aliases and kinds of what has the same name in \(lexicon.id)"]
            + ["for which operating systems each browser is made"]
            + ["launch arguments, edition names and the scope of rules that the page does not spell out"]
    }

    /// The rules, in the order of the edition before; one that the page no longer states is gone.
    private mutating func rules() -> [EditionRule] {
        var rules: [EditionRule] = []
        for template in lexicon.rules {
            if let rule = rule(from: template) {
                rules.append(rule)
            } else {
                report.gone.append("\(template.id): \(template.kind.sentence)")
            }
        }
        for (family, minimum) in sentences.facts.minimums.sorted(by: { $0.key.rawValue < $1.key.rawValue })
        where !rules.contains(where: { isMinimum($0, of: family) }) {
            let scope = EditionRule.Scope(operatingSystems: columns(of: family).map(\.id))
            rules.append(
                EditionRule(
                    id: "\(family.rawValue)-minimum",
                    scope: scope,
                    kind: .minimumRelease(minimum, elsewhere: nil)
                )
            )
        }
        return rules
    }

    private func columns(of family: OperatingSystemFamily) -> [OperatingSystemColumn] {
        operatingSystems.filter { $0.family == family }
    }

    private func isMinimum(_ rule: EditionRule, of family: OperatingSystemFamily) -> Bool {
        guard case .minimumRelease = rule.kind else { return false }
        return rule.scope.operatingSystems?.contains { id in columns(of: family).contains { $0.id == id } } ?? false
    }

    /// Whether a footnote is carried by something; one that is not cannot be cited.
    private func carriedMarks(_ marks: [FootnoteMark]) -> [FootnoteMark] {
        marks.filter { mark in carried.contains { $0.mark == mark } }
            .sorted { ($0.table.rawValue, $0.number) < ($1.table.rawValue, $1.number) }
    }

    private func rule(from template: EditionRule) -> EditionRule? {
        let facts = sentences.facts
        var rule = template
        rule.footnotes = []
        rule.scope = existing(template.scope)
        switch template.kind {
        case .requiredSoftware(let software):
            guard let stated = facts.requiredSoftware[software.id] else { return nil }
            rule.footnotes = carriedMarks(stated.footnotes)
            rule.scope.browsers = browserIDs(stated.value) ?? rule.scope.browsers
        case .retiredSoftware(let software):
            guard let stated = facts.retiredSoftware[software.id] else { return nil }
            rule.footnotes = carriedMarks(stated.footnotes)
            // The sentence names the extension's own browser too; only those that a table lists are meant.
            rule.scope.browsers = browserIDs(stated.value) ?? rule.scope.browsers
        case .newestTestedRelease:
            let ceiling = facts.ceilings.first { ceiling in
                operatingSystems.contains {
                    $0.family == ceiling.family && $0.version == ceiling.version
                        && (template.scope.operatingSystems?.contains($0.id) ?? true)
                }
            }
            guard let ceiling else { return nil }
            rule.footnotes = carriedMarks(ceiling.mark.map { [$0] } ?? [])
            rule.kind = .newestTestedRelease(ceiling.release)
        case .minimumRelease(_, let elsewhere):
            guard
                let family = operatingSystems.first(where: { template.scope.operatingSystems?.contains($0.id) ?? false }
                )?
                .family,
                let minimum = facts.minimums[family]
            else { return nil }
            rule.kind = .minimumRelease(minimum, elsewhere: elsewhere)
        case .operatingSystemEditions:
            guard facts.excludesInternetOfThings else { return nil }
            let windows = columns(of: .windows).filter { $0.version != nil }.map(\.id)
            if template.scope.operatingSystems != nil { rule.scope.operatingSystems = windows }
        case .privateBrowsing:
            guard facts.forbidsPrivateBrowsing else { return nil }
        case .releaseWindow:
            let window = facts.windows.first { window in
                (template.scope.systems?.contains(window.system) ?? false)
                    && systems.contains { $0.id == window.system }
            }
            guard let window else { return nil }
            rule.footnotes = carriedMarks(window.mark.map { [$0] } ?? [])
            rule.scope.browsers = browserIDs([window.product]) ?? rule.scope.browsers
            rule.kind = .releaseWindow(releases: window.releases)
        case .managedDevice:
            guard let stated = facts.managedDevice else { return nil }
            rule.footnotes = carriedMarks(stated.footnotes)
            rule.scope.authenticators = carriers(of: rule.footnotes) ?? rule.scope.authenticators
        case .certificationLevel:
            guard let stated = facts.certification else { return nil }
            rule.footnotes = carriedMarks(stated.footnotes)
            rule.scope.authenticators = carriers(of: rule.footnotes) ?? rule.scope.authenticators
            rule.kind = .certificationLevel(stated.value)
        case .untabulated:
            guard facts.namesCardPrinters else { return nil }
        case .outsideWarranty(let families, _):
            guard let ownRisk = facts.ownRisk else { return nil }
            let known = families.filter(ownRisk.families.contains)
            let more = ownRisk.families.subtracting(families).sorted { $0.rawValue < $1.rawValue }
            rule.kind = .outsideWarranty(operatingSystems: known + more, otherBrowsers: ownRisk.otherBrowsers)
        }
        // A scope in which nothing is left would apply to nothing.
        let scopes = [rule.scope.systems, rule.scope.operatingSystems, rule.scope.browsers, rule.scope.authenticators]
        return scopes.contains { $0?.isEmpty ?? false } ? nil : rule
    }

    /// The scope without what the page no longer has.
    private func existing(_ scope: EditionRule.Scope) -> EditionRule.Scope {
        EditionRule.Scope(
            systems: scope.systems?.filter { id in systems.contains { $0.id == id } },
            operatingSystems: scope.operatingSystems?.filter { id in operatingSystems.contains { $0.id == id } },
            browsers: scope.browsers?.filter { id in browsers.contains { $0.id == id } },
            authenticators: scope.authenticators?.filter { id in authenticators.contains { $0.id == id } }
        )
    }

    private func browserIDs(_ products: [String]) -> [String]? {
        let ids = browsers.filter { products.contains($0.product) && !$0.isInternetExplorerMode }.map(\.id)
        return ids.isEmpty ? nil : ids
    }

    private func carriers(of marks: [FootnoteMark]) -> [String]? {
        let ids =
            authenticators.filter { row in
                row.namedInFootnoteOf == nil && row.footnotes.contains(where: marks.contains)
            }
            .map(\.id)
        return ids.isEmpty ? nil : ids
    }
}

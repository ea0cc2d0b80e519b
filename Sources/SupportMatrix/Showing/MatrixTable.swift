import Vocabulary

/// A table of an edition, ready to be written in any format.
package struct MatrixTable: Hashable, Sendable {
    package let id: String
    package let title: String
    package let header: [String]
    package let rows: [[String]]

    package init(id: String, title: String, header: [String], rows: [[String]]) {
        self.id = id
        self.title = title
        self.header = header
        self.rows = rows
    }
}

extension Edition {
    /// The page's three tables, and its rules as a fourth.
    package var tables: [MatrixTable] {
        [
            MatrixTable(
                id: "operating-systems",
                title: "Operating systems",
                header: ["System"]
                    + operatingSystemTable.columns.map { id in
                        operatingSystems.first { $0.id == id }.map { Self.marked($0.name, $0.footnotes) } ?? id
                    },
                rows: rows(of: operatingSystemTable)
            ),
            MatrixTable(
                id: "browsers",
                title: "Browsers",
                header: ["System"]
                    + browserTable.columns.map { id in
                        browsers.first { $0.id == id }.map { Self.marked($0.name, $0.footnotes) } ?? id
                    },
                rows: rows(of: browserTable)
            ),
            MatrixTable(
                id: "authenticators",
                title: "Authenticators",
                header: ["Authenticator", "Operating systems", "Browsers"],
                rows: authenticators.map { row in
                    [
                        Self.marked(row.name, row.footnotes),
                        names(row.operatingSystems) { id in operatingSystems.first { $0.id == id }?.name },
                        names(row.browsers) { id in browsers.first { $0.id == id }?.name },
                    ]
                }
            ),
            MatrixTable(
                id: "rules",
                title: "Rules",
                header: ["Rule", "Footnotes", "What it says", "Where"],
                rows: rules.map { rule in
                    [
                        rule.id, rule.footnotes.map(\.description).joined(separator: ", "), rule.kind.sentence,
                        rule.scope.inWords,
                    ]
                }
            ),
        ]
    }

    private func rows(of table: StatusTable) -> [[String]] {
        zip(systems, table.rows)
            .map { system, cells in
                [Self.marked(system.name, system.footnotes)] + cells.map(\.name)
            }
    }

    private func names(_ ids: [String], _ name: (String) -> String?) -> String {
        ids.map { name($0) ?? $0 }.joined(separator: ", ")
    }

    /// A name with its footnotes, each with the initial of its table, because a bare number names nothing.
    private static func marked(_ name: String, _ footnotes: [FootnoteMark]) -> String {
        guard !footnotes.isEmpty else { return name }
        let marks = footnotes.map { "\($0.table.rawValue.prefix(1))\($0.number)" }
        return "\(name) [\(marks.joined(separator: ","))]"
    }
}

extension EditionRule.Scope {
    /// The scope in words: `systems e-rs; browsers chrome`, or `everywhere`.
    package var inWords: String {
        let parts = [
            systems.map { "systems \($0.joined(separator: ", "))" },
            operatingSystems.map { "operating systems \($0.joined(separator: ", "))" },
            browsers.map { "browsers \($0.joined(separator: ", "))" },
            authenticators.map { "authenticators \($0.joined(separator: ", "))" },
        ]
        let stated = parts.compactMap(\.self)
        return stated.isEmpty ? "everywhere" : stated.joined(separator: "; ")
    }
}

extension EditionRule.Kind {
    /// What the rule demands, in one sentence.
    package var sentence: String {
        switch self {
        case .requiredSoftware(let software): "\(software.name) has to be installed."
        case .retiredSoftware(let software): "No \(software.name.droppingArticle): it is Retired."
        case .newestTestedRelease(let release): "Nothing newer than \(release) has been tested."
        case .minimumRelease(let release, let elsewhere):
            "Release \(release) or above\(elsewhere.map { " (another NHS page says \($0))" } ?? "")."
        case .operatingSystemEditions(let excluded, _):
            "Editions named \(excluded.joined(separator: ", ")) are not supported."
        case .privateBrowsing: "No private browsing."
        case .releaseWindow(let releases):
            "Within \(releases) releases of the current one, or it is not the Recommended version."
        case .managedDevice: "The device has to be managed."
        case .certificationLevel(let level): "FIDO certification at \(level.name)."
        case .untabulated(let dimension): "The page covers \(dimension); its table was not captured."
        case .outsideWarranty(let families, let otherBrowsers):
            "At an organisation’s own risk: \(families.map(\.name).joined(separator: ", "))"
                + (otherBrowsers ? ", and other browsers." : ".")
        }
    }
}

extension String {
    fileprivate var droppingArticle: String { hasPrefix("the ") ? String(dropFirst(4)) : self }
}

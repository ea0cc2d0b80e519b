import StrictYAML
import Vocabulary

extension Edition {
    /// The edition as the text of an edition file, which reads back as an equal edition.
    package var file: String {
        let heading = "# \(title). docs/edition-format.md explains every key.\n"
        return heading + tree.rendered()
    }

    private var tree: YAMLTree {
        var members: [(String, YAMLTree)] = [
            ("format", .bare(1)),
            ("id", .text(id)),
            ("title", .text(title)),
            (
                "source",
                .keys(
                    [("page", YAMLTree.text(source.page)), ("last-edited", .bare(source.lastEdited))]
                        + optional("last-edited-time", source.lastEditedTime)
                        + [("sha256", .text(source.digest))]
                )
            ),
            ("systems", .list(systems.map(Self.tree))),
            ("operating-systems", .list(operatingSystems.map(Self.tree))),
            ("browsers", .list(browsers.map(Self.tree))),
            ("operating-system-table", tree(of: operatingSystemTable)),
            ("browser-table", tree(of: browserTable)),
            ("authenticators", .list(authenticators.map(Self.tree))),
        ]
        if !unlistedAuthenticators.isEmpty {
            let unlisted = unlistedAuthenticators.map { item in
                YAMLTree.keys(
                    [("id", YAMLTree.text(item.id)), ("name", .text(item.name))]
                        + list("aliases", item.aliases) + [("kind", .text(item.kind.rawValue))]
                )
            }
            members.append(("unlisted-authenticators", .list(unlisted)))
        }
        members.append(("rules", .list(rules.map(Self.tree))))
        return .keys(members)
    }

    private func tree(of table: StatusTable) -> YAMLTree {
        .keys([
            ("columns", .list(table.columns.map(YAMLTree.text))),
            (
                "rows",
                .keys(
                    zip(systems, table.rows)
                        .map { system, cells in
                            (system.id, .list(cells.map { .text($0.rawValue) }))
                        }
                )
            ),
        ])
    }

    private static func tree(_ system: EditionSystem) -> YAMLTree {
        .keys(
            [("id", YAMLTree.text(system.id)), ("name", .text(system.name))] + list("aliases", system.aliases)
                + list("footnotes", system.footnotes.map(\.description))
        )
    }

    private static func tree(_ column: OperatingSystemColumn) -> YAMLTree {
        .keys(
            [("id", YAMLTree.text(column.id)), ("name", .text(column.name))]
                + optional("as-written", column.asWritten)
                + [("family", .text(column.family.rawValue))]
                + optional("version", column.version?.text) + optional("newest", column.newest?.text)
                + list("footnotes", column.footnotes.map(\.description))
        )
    }

    private static func tree(_ column: BrowserColumn) -> YAMLTree {
        .keys(
            [("id", YAMLTree.text(column.id)), ("name", .text(column.name)), ("product", .text(column.product))]
                + (column.isInternetExplorerMode ? [("internet-explorer-mode", .bare(true))] : [])
                + optional("newest", column.newest?.text)
                + [("families", .list(column.families.map { .text($0.rawValue) }))]
                + list("footnotes", column.footnotes.map(\.description))
        )
    }

    private static func tree(_ row: AuthenticatorRow) -> YAMLTree {
        .keys(
            [("id", YAMLTree.text(row.id)), ("name", .text(row.name))] + list("aliases", row.aliases)
                + [
                    ("kind", .text(row.kind.rawValue)),
                    ("operating-systems", .list(row.operatingSystems.map(YAMLTree.text))),
                    ("browsers", .list(row.browsers.map(YAMLTree.text))),
                ]
                + list("footnotes", row.footnotes.map(\.description))
                + optional("named-in-footnote-of", row.namedInFootnoteOf)
        )
    }

    private static func tree(_ rule: EditionRule) -> YAMLTree {
        let scope = [
            ("systems", rule.scope.systems), ("operating-systems", rule.scope.operatingSystems),
            ("browsers", rule.scope.browsers), ("authenticators", rule.scope.authenticators),
        ]
        return .keys(
            [("id", YAMLTree.text(rule.id)), ("kind", .text(rule.kind.name.rawValue))]
                + list("footnotes", rule.footnotes.map(\.description))
                + scope.flatMap { key, ids in ids.map { list(key, $0) } ?? [] }
                + parameters(of: rule.kind)
        )
    }

    private static func parameters(of kind: EditionRule.Kind) -> [(String, YAMLTree)] {
        switch kind {
        case .requiredSoftware(let software), .retiredSoftware(let software):
            [("software", .text(software.id)), ("name", .text(software.name))]
        case .newestTestedRelease(let release): [("release", .text(release.text))]
        case .minimumRelease(let release, let elsewhere):
            [("release", .text(release.text))] + optional("elsewhere", elsewhere?.text)
        case .operatingSystemEditions(let excluded, let ordinary):
            [
                ("excluded", .list(excluded.map(YAMLTree.text))),
                ("ordinary", .list(ordinary.map(YAMLTree.text))),
            ]
        case .privateBrowsing(let arguments, let implying):
            [("arguments", .list(arguments.map(YAMLTree.text)))] + list("implying", implying)
        case .releaseWindow(let releases): [("releases", .bare(releases))]
        case .managedDevice: []
        case .certificationLevel(let level): [("level", .text(level.rawValue))]
        case .untabulated(let dimension): [("dimension", .text(dimension))]
        case .outsideWarranty(let families, let otherBrowsers):
            [
                ("families", .list(families.map { .text($0.rawValue) })), ("other-browsers", .bare(otherBrowsers)),
            ]
        }
    }

    private static func list(_ key: String, _ texts: [String]) -> [(String, YAMLTree)] {
        texts.isEmpty ? [] : [(key, .list(texts.map(YAMLTree.text)))]
    }

    private static func optional(_ key: String, _ text: String?) -> [(String, YAMLTree)] {
        text.map { [(key, .text($0))] } ?? []
    }

    private func list(_ key: String, _ texts: [String]) -> [(String, YAMLTree)] { Self.list(key, texts) }

    private func optional(_ key: String, _ text: String?) -> [(String, YAMLTree)] { Self.optional(key, text) }
}

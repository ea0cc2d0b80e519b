import StrictYAML
package import TextDocuments
import Vocabulary

extension Edition {
    /// The edition as JSON; `docs/edition-format.md` describes the members.
    package var jsonNode: JSONNode {
        .keys([
            "formatVersion": .number(1),
            "id": .string(id),
            "title": .string(title),
            "source": .keys([
                "page": .string(source.page),
                "lastEdited": .string(source.lastEdited.description),
                "lastEditedTime": .optional(source.lastEditedTime),
                "sha256": .string(source.digest),
            ]),
            "systems": .array(
                systems.map { system in
                    .keys([
                        "id": .string(system.id),
                        "name": .string(system.name),
                        "aliases": .strings(system.aliases),
                        "footnotes": .strings(system.footnotes.map(\.description)),
                    ])
                }
            ),
            "operatingSystemTable": jsonNode(of: operatingSystemTable),
            "browserTable": jsonNode(of: browserTable),
            "authenticators": .array(
                authenticators.map { row in
                    .keys([
                        "id": .string(row.id),
                        "name": .string(row.name),
                        "aliases": .strings(row.aliases),
                        "kind": .string(row.kind.rawValue),
                        "operatingSystems": .strings(row.operatingSystems),
                        "browsers": .strings(row.browsers),
                        "footnotes": .strings(row.footnotes.map(\.description)),
                        "namedInFootnoteOf": .optional(row.namedInFootnoteOf),
                    ])
                }
            ),
            "rules": .array(
                rules.map { rule in
                    .keys([
                        "id": .string(rule.id),
                        "kind": .string(rule.kind.name.rawValue),
                        "footnotes": .strings(rule.footnotes.map(\.description)),
                        "says": .string(rule.kind.sentence),
                        "systems": Self.optional(rule.scope.systems),
                        "operatingSystems": Self.optional(rule.scope.operatingSystems),
                        "browsers": Self.optional(rule.scope.browsers),
                        "authenticators": Self.optional(rule.scope.authenticators),
                    ])
                }
            ),
        ])
    }

    private func jsonNode(of table: StatusTable) -> JSONNode {
        .keys([
            "columns": .strings(table.columns),
            "rows": .object(
                zip(systems, table.rows)
                    .map { system, cells in
                        JSONNode.Member(key: system.id, value: .strings(cells.map(\.rawValue)))
                    }
            ),
        ])
    }

    private static func optional(_ ids: [String]?) -> JSONNode { ids.map { .strings($0) } ?? .null }
}

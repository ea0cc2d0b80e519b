import Checks
import SafetyGuard

/// The catalogue as the page `docs/checks.md`.
package struct CatalogueDocument: Sendable {
    private let catalogue: Catalogue

    package init(_ catalogue: Catalogue = .all) {
        self.catalogue = catalogue
    }

    package static let command = "touchstone check --list --markdown > docs/checks.md"

    package var markdown: String {
        let areas = catalogue.entries.map(\.description)
            .reduce(into: [(name: String, checks: [CheckDescription])]()) { areas, check in
                if areas.last?.name == check.id.area {
                    areas[areas.count - 1].checks.append(check)
                } else {
                    areas.append((check.id.area, [check]))
                }
            }
        return ([head] + areas.map(section) + [absent]).joined(separator: "\n")
    }

    private var head: String {
        let classes = DangerClass.allCases
            .map { danger in
                (danger, catalogue.entries.count { $0.description.danger == danger })
            }
            .filter { $0.1 > 0 }
            .map { "\($0.1) of \($0.0)" }
        return """
            # Checks

            Written by `\(Self.command)` from the catalogue itself; a test fails when it is stale.

            \(catalogue.entries.count) checks: \(classes.joined(separator: ", ")). The classes are those of [safety.md](safety.md): D0 reads, D1 needs a touch or an \
            insertion, D2 writes and takes back, D3 spends a try and gives it back, D4 cannot be undone. A check is let through the guard with its own class and no higher \
            one, and those above D2 run on devices of the lab's list alone. Those that have somebody move a card (\(handed)) run only where `--only` or `--tag hands` names them. \
            This is no FIDO certification.

            """
    }

    /// The checks that somebody has to move a card for.
    private var handed: String {
        catalogue.entries.map(\.description).filter { $0.tags.contains(.hands) }.map { "`\($0.id)`" }
            .joined(separator: ", ")
    }

    private var absent: String {
        let rows = AbsentCheck.all.map { absent in
            "| \(Self.names(absent.ids)) | \(absent.subject) | \(absent.reason) |"
        }
        let renamed = RenamedCheck.all.map { "| `\($0.id)` | \(Self.names($0.checks)) |" }
        return """
            ## Not observed here

            What public lists of checks name (ISO/IEC 7816, CTAP, PC/SC, NHS), and no check of this catalogue tells.

            | id | what | why not |
            | --- | --- | --- |
            \(rows.joined(separator: "\n"))

            ## Under another name

            | elsewhere | here |
            | --- | --- |
            \(renamed.joined(separator: "\n"))

            """
    }

    private static func names(_ ids: [CheckID]) -> String {
        ids.isEmpty ? "–" : ids.map { "`\($0)`" }.joined(separator: ", ")
    }

    private func section(_ area: (name: String, checks: [CheckDescription])) -> String {
        let rows = area.checks.map { check in
            let needs = check.needs.isEmpty ? "–" : check.needs.joined(separator: "; ")
            let title = check.title.replacing("|", with: "\\|")
            return
                "| `\(check.id)` | \(check.danger) | \(title) | \(check.clause) | \(needs) | \(check.leaves.meaning) |"
        }
        let name = AreaName.of(area.name)
        return """
            ## \(name)

            | id | class | what holds | clause | needs | leaves |
            | --- | --- | --- | --- | --- | --- |
            \(rows.joined(separator: "\n"))

            """
    }
}

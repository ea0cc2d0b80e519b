import Assessment
import TextDocuments

/// A certification as OSCAL assessment results (NIST, JSON, version 1.1.2), for governance tools.
///
/// A cell is a finding about one objective, and what decided it an observation. OSCAL knows *satisfied* and *not
/// satisfied*; a cell whose evidence is missing is not satisfied, and the property `verdict` has its own word. The
/// identifiers follow from the result, so that equal results give equal files.
package struct OSCALReport {
    /// Of the properties that OSCAL does not define.
    private static let namespace = "https://touchstone.invalid/ns/oscal"

    private let document: CertificationDocument
    private let made: String

    package init(_ document: CertificationDocument, made: String) {
        self.document = document
        self.made = made
    }

    package var text: String {
        let results = JSONNode.keys([
            "uuid": identifier("assessment-results"),
            "metadata": .keys([
                "title": .string("Certification of \(document.build.title)"),
                "last-modified": .string(made),
                "version": .string(document.asOf),
                "oscal-version": .string("1.1.2"),
            ]),
            "import-ap": .keys(["href": .string("build.yaml"), "remarks": .string("The build as it was described.")]),
            "results": .array([result]),
        ])
        return JSONNode.keys(["assessment-results": results]).rendered() + "\n"
    }

    private var result: JSONNode {
        .keys([
            "uuid": identifier("result"),
            "title": .string(document.build.title),
            "description": .string("Held against \(document.edition.title), as of \(document.asOf)."),
            "start": .string(made),
            "end": .string(made),
            "props": .array([
                property("verdict", document.verdict), property("edition", document.edition.id),
                property("policy", document.policy.id), property("as-of", document.asOf),
            ]),
            "reviewed-controls": .keys([
                "control-selections": .array([.keys(["include-all": .object([])])])
            ]),
            "observations": .array(document.cells.map(observation)),
            "findings": .array(document.cells.map(finding)),
        ])
    }

    private func observation(_ cell: CertificationDocument.Cell) -> JSONNode {
        let reasons = cell.reasons.map { "\($0.effect): \($0.sentence) (\($0.source))" }
        return .keys([
            "uuid": identifier("observation \(cell.name)"),
            "title": .string(cell.name),
            "description": .string(reasons.isEmpty ? "Nothing was asked." : reasons.joined(separator: "\n")),
            "methods": .strings(["TEST"]),
            "relevant-evidence": .array([
                .keys(["href": .string("result.json"), "description": .string("The result with every reason.")])
            ]),
            "collected": .string(made),
        ])
    }

    private func finding(_ cell: CertificationDocument.Cell) -> JSONNode {
        let objective = "\(cell.system)_\(cell.browser)_\(cell.authenticator)"
            .map { character in
                character.isASCII && (character.isLetter || character.isNumber || "_-".contains(character))
                    ? character : "-"
            }
        let isSatisfied: Bool
        let reason: String
        switch cell.knownVerdict {
        case .warranted, .warrantedWithAdvice: (isSatisfied, reason) = (true, "pass")
        case .notWarranted: (isSatisfied, reason) = (false, "fail")
        case .inconclusive, nil: (isSatisfied, reason) = (false, "other")
        }
        return .keys([
            "uuid": identifier("finding \(cell.name)"),
            "title": .string(cell.name),
            "description": .string(cell.reasons.first?.sentence ?? "Nothing was asked."),
            "props": .array([property("verdict", cell.verdict)]),
            "target": .keys([
                "type": .string("objective-id"),
                "target-id": .string("cell_" + String(objective)),
                "status": .keys([
                    "state": .string(isSatisfied ? "satisfied" : "not-satisfied"), "reason": .string(reason),
                ]),
            ]),
            "related-observations": .array([
                .keys(["observation-uuid": identifier("observation \(cell.name)")])
            ]),
        ])
    }

    private func property(_ name: String, _ value: String) -> JSONNode {
        .keys(["name": .string(name), "ns": .string(Self.namespace), "value": .string(value)])
    }

    private func identifier(_ name: String) -> JSONNode {
        .string(StableIdentifier.make(name, in: "\(document.build.id)\n\(document.edition.id)\n\(made)"))
    }
}

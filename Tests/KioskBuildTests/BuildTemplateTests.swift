import KioskBuild
import StrictYAML
import Testing

@Suite struct BuildTemplateTests {
    /// The template with every example brought in and every blank filled.
    private func filled() -> String {
        let lines = BuildTemplate.text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in
                let margin = line.prefix { $0 == " " }
                let rest = line.dropFirst(margin.count)
                guard rest.hasPrefix("#"), !rest.hasPrefix("# "), rest != "#" else { return String(line) }
                return String(margin + rest.dropFirst())
            }
        let blanks = [
            "  id:": "  id: desk",
            "  family:": "  family: windows",
            "  - product:": "  - product: edge",
            "  - id:": "  - id: security-keys",
            "  -": "  - ncrs",
        ]
        return lines.map { blanks[$0] ?? $0 }.joined(separator: "\n")
    }

    @Test func asksForExactlyItsBlanks() {
        let problems = #expect(throws: YAMLProblems.self) {
            try BuildManifest(bytes: Array(BuildTemplate.text.utf8), file: "f")
        }
        #expect(
            problems?.problems.map(\.path) == [
                "assessment.id", "os.family", "browsers[0].product", "authenticators[0].id", "systems[0]",
            ]
        )
        #expect(
            problems?.problems.allSatisfy { $0.message.hasSuffix("is empty: give a value or remove the line") } == true
        )
    }

    @Test func isSoundOnceFilledButForKeysThatExcludeOneAnother() {
        let problems = #expect(throws: YAMLProblems.self) {
            try BuildManifest(bytes: Array(filled().utf8), file: "f")
        }
        // The examples of one authenticator show what belongs to each kind, so two kinds' keys are left over.
        #expect(problems?.problems.map(\.path) == ["tpm", "aaguid", "version"].map { "authenticators[0].\($0)" })
        let excluded = [
            "    tpm: hardware", "    aaguid: 08987058-cadc-4b81-b6e1-30de50dcbe96", "    version: \"2.0\"",
        ]
        let kept = filled().split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !excluded.contains(String($0)) }
        #expect(throws: Never.self) {
            try BuildManifest(bytes: Array(kept.joined(separator: "\n").utf8), file: "f")
        }
    }

    @Test func isSoundWithOnlyItsBlanksFilled() throws {
        let text = BuildTemplate.text
            .replacing("  id:\n", with: "  id: desk\n")
            .replacing("  family:\n", with: "  family: windows\n")
            .replacing("- product:\n", with: "- product: edge\n")
            .replacing("- id:\n", with: "- id: smartcards\n")
            .replacing("  -\n", with: "  - ncrs\n")
        let manifest = try BuildManifest(bytes: Array(text.utf8), file: "f")
        #expect(manifest.nhsClient == nil)
        #expect(manifest.assessment.title == nil)
    }

    @Test func showsEveryKey() throws {
        let root = try YAMLDocument(text: filled(), file: "f").root.value
        let shown = paths(in: root, below: "")
        for section in Section.all where section.template != nil {
            let base = section.template ?? ""
            for key in section.keys where base != "nhs-client.chrome-extension" {
                #expect(shown.contains(base.isEmpty ? key : "\(base).\(key)"))
            }
        }
    }

    private func paths(in tree: YAMLTree, below path: String) -> Set<String> {
        switch tree {
        case .null, .scalar: []
        case .sequence(let elements):
            elements.reduce(into: []) { $0.formUnion(paths(in: $1.value, below: path + "[]")) }
        case .mapping(let members):
            members.reduce(into: []) { result, member in
                let key = path.isEmpty ? member.key.value : "\(path).\(member.key.value)"
                result.insert(key)
                result.formUnion(paths(in: member.value.value, below: key))
            }
        }
    }
}

import StrictYAML
import SupportMatrix
import Testing

@Suite("reading an edition file")
struct EditionReadingTests {
    private static func builtInText() throws -> String {
        String(decoding: try #require(Edition.builtInFiles.last).bytes, as: UTF8.self)
    }

    @Test(arguments: Edition.builtInFiles.map(\.id))
    func everyBuiltInEditionReads(_ id: String) throws {
        let edition = try #require(try Edition.builtIn(id))
        #expect(edition.id == id)
        #expect(try Edition.builtIn("wes-1999-01-01") == nil)
    }

    @Test
    func theBuiltInEditionHasWhatThePageHas() throws {
        let edition = try Edition.newestBuiltIn()
        #expect(edition.systems.count == 9)
        #expect(edition.operatingSystemTable.columns.count == 3)
        #expect(edition.browserTable.columns.count == 6)
        #expect(edition.authenticators.count == 6)
        let kinds = Set(edition.rules.map(\.kind.name))
        #expect(kinds == Set(EditionRule.KindName.allCases))
    }

    @Test
    func anEditionWrittenAsAFileReadsBack() throws {
        let edition = try Edition.newestBuiltIn()
        #expect(try Edition(reading: Array(edition.file.utf8), file: "edition.yaml") == edition)
    }

    struct Mistake: CustomTestStringConvertible, Sendable {
        let find: String
        let replacement: String
        let expected: String

        var testDescription: String { expected }

        init(_ find: String, _ replacement: String, _ expected: String) {
            self.find = find
            self.replacement = replacement
            self.expected = expected
        }
    }

    static let mistakes: [Mistake] = [
        Mistake("format: 1", "format: 2", "format must be"),
        Mistake("title: WES", "titel: WES", "unknown key \"titel\" (did you mean \"title\"?)"),
        Mistake("last-edited: 2024-12-20", "last-edited: 2024-12-32", "source.last-edited must be a date"),
        Mistake("\"08:29\"", "\"8.29\"", "source.last-edited-time must be a time of day"),
        Mistake("sha256: c747", "sha256: C747", "source.sha256 must be a SHA-256 digest"),
        Mistake("  - id: sus", "  - id: e-rs", "the system \"e-rs\" is given twice"),
        Mistake("    family: macos", "    fammily: macos", "(did you mean \"family\"?)"),
        Mistake("    newest: \"8.1\"", "    newest: eight", "newest must be a release"),
        Mistake(
            "    newest: \"8.1\"",
            "    newest: \"8.1\"\n    version: \"8\"",
            "a column has either one version or a newest one"
        ),
        Mistake("footnotes: [systems.3]", "footnotes: [3]", "must be a footnote such as systems.2"),
        Mistake("footnotes: [systems.3]", "footnotes: [systems.4]", "no rule states the footnote systems.4"),
        Mistake(
            "    footnotes: [systems.3]\n  - id: windows-10",
            "  - id: windows-10",
            "carries the footnote systems.3"
        ),
        Mistake("columns: [windows-11, ", "columns: [windows-12, ", "there is no column \"windows-12\""),
        Mistake("    sus: [recommended, supported, retired]\n", "", "no row for the system \"sus\""),
        Mistake(
            "    sus: [recommended, supported, retired]",
            "    suss: [recommended, supported, retired]",
            "there is no system \"suss\" (did you mean \"sus\"?)"
        ),
        Mistake(
            "    sus: [recommended, supported, retired]",
            "    sus: [recommended, supported]",
            "the row has 2 cells and the table 3 columns"
        ),
        Mistake(
            "    sus: [recommended, supported, retired]",
            "    sus: [recommended, suported, retired]",
            "\"suported\" is no status of a table: one of recommended, supported, deprecated, retired, not-listed (did you mean \"supported\"?)"
        ),
        Mistake(
            "    sus: [recommended, supported, retired]",
            "    sus: [recommended, untested-newer, retired]",
            "\"untested-newer\" is no status of a table"
        ),
        Mistake("    kind: smartcard\n", "    kind: smart-card\n", "(did you mean \"smartcard\"?)"),
        Mistake(
            "    browsers: [safari]",
            "    browsers: [safary]",
            "there is no browser \"safary\" (did you mean \"safari\"?)"
        ),
        Mistake("    browsers: [safari]", "    browsers: []", "must not be empty"),
        Mistake(
            "named-in-footnote-of: microsoft-authenticator",
            "named-in-footnote-of: microsoft",
            "no authenticator \"microsoft\" stands above this one"
        ),
        Mistake("  - id: passkeys", "  - id: smartcards", "\"smartcards\" is an authenticator of this edition already"),
        Mistake("kind: newest-tested-release", "kind: newest-release", "cannot be \"newest-release\""),
        Mistake("    release: 24H2", "    releases: 10", "no such parameter"),
        Mistake("    release: 24H2\n", "", "lacks the key \"release\""),
        Mistake("    releases: 10", "    releases: 0", "must be a whole number from 1 to 1000"),
        Mistake("    level: L2", "    level: L4", "cannot be \"L4\""),
        Mistake("    systems: [e-rs]", "    systems: [ers]", "there is no system \"ers\" (did you mean \"e-rs\"?)"),
        Mistake("    other-browsers: true", "    other-browsers: yes", "must be true or false"),
        Mistake(
            "    software: nhs-credential-management",
            "    software: NHS CM",
            "must be a name of lower-case letters"
        ),
    ]

    @Test(arguments: mistakes)
    func aMistakeIsReportedWhereItStands(_ mistake: Mistake) throws {
        let text = try Self.builtInText()
        let range = try #require(text.firstRange(of: mistake.find), "the table no longer fits the edition")
        let spoiled = text.replacingCharacters(in: range, with: mistake.replacement)
        let problems = Edition.problems(in: Array(spoiled.utf8), file: "edition.yaml")
        let fitting = problems.filter { $0.description.contains(mistake.expected) }
        #expect(!fitting.isEmpty, "\(problems)")
        let firstLine = text[..<range.lowerBound].count { $0 == "\n" } + 1
        let lastLine = firstLine + mistake.replacement.count { $0 == "\n" } + mistake.find.count { $0 == "\n" }
        // What is missing is reported where it should be, in the mapping around it.
        let isAbsence =
            mistake.expected.contains("lacks") || mistake.expected.contains("no row for")
            || mistake.expected.contains("carries") || mistake.expected.contains("given twice")
        #expect(isAbsence || fitting.contains { (firstLine...lastLine).contains($0.line) })
    }

    @Test
    func everyMistakeComesOutAtOnce() throws {
        let text = try Self.builtInText().replacing("format: 1", with: "format: 7")
            .replacing("family: macos", with: "family: MacOS").replacing("level: L2", with: "level: L9")
        let problems = Edition.problems(in: Array(text.utf8), file: "edition.yaml")
        #expect(problems.count >= 3)
        #expect(problems.map(\.line) == problems.map(\.line).sorted())
    }

    @Test
    func noTruncationTrapsAndNoneIsAnEdition() throws {
        let bytes = Array(try Self.builtInText().utf8)
        let end = bytes.count - 30
        for length in stride(from: 0, to: end, by: 307) {
            #expect(!Edition.problems(in: Array(bytes[..<length]), file: "edition.yaml").isEmpty)
        }
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + self[range.upperBound...]
    }
}

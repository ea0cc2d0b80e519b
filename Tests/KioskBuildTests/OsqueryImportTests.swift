import KioskBuild
import StrictYAML
import Testing

@Suite struct OsqueryImportTests {
    private func imported(_ files: String...) throws -> OsqueryImport {
        try OsqueryImport(files: files.map { (name: "osquery.json", bytes: Array($0.utf8)) })
    }

    private static let windows = """
        {"os_version": [{"name": "Microsoft Windows 11 Enterprise", "version": "10.0.26100", "major": "10", "minor": "0",
           "build": "26100", "revision": "7171", "platform": "windows", "arch": "64-bit", "install_date": "1"}],
         "programs": [
           {"name": "Microsoft Edge", "version": "142.0.3595.90", "publisher": "Microsoft Corporation"},
           {"name": "Microsoft Edge WebView2 Runtime", "version": "142.0.3595.80"},
           {"name": "Google Chrome", "version": "142.0.7444.175"},
           {"name": "NHS Credential Management", "version": "4.1.0"},
           {"name": "Gemalto Classic Client", "version": "build 7"}],
         "chrome_extensions": [
           {"browser_type": "chrome", "uid": "1001", "profile": "A Person", "name": "Single sign-on",
            "identifier": "abcdefghijklmnopabcdefghijklmnop", "version": "1.3", "profile_path": "C:\\\\Users\\\\person"},
           {"browser_type": "chrome", "uid": "1002", "profile": "Another", "name": "Single sign-on",
            "identifier": "abcdefghijklmnopabcdefghijklmnop", "version": "1.3"},
           {"browser_type": "edge", "name": "NHS Smart\\ncards", "identifier": "ponmlkjihgfedcbaponmlkjihgfedcba",
            "version": "2.0"}]}
        """

    @Test func fillsWhatTheTablesSay() throws {
        let result = try imported(Self.windows)
        let parts = result.text.split(separator: "\n\n")
        #expect(parts.count == 2)
        #expect(
            parts.last.map(String.init) == """
                format: 1
                assessment:
                  id: ~
                os:
                  family: windows
                  release: "11"
                  display-version: "24H2"
                  build: "26100.7171"
                  edition-id: Enterprise
                  architecture: x86-64
                browsers:
                  - product: edge
                    version: "142.0.3595.90"
                    extensions:
                      - id: ponmlkjihgfedcbaponmlkjihgfedcba
                        name: "NHS Smart?cards"
                        version: "2.0"
                  - product: chrome
                    version: "142.0.7444.175"
                    extensions:
                      - id: abcdefghijklmnopabcdefghijklmnop
                        name: Single sign-on
                        version: "1.3"
                nhs-client:
                  credential-management:
                    version: "4.1.0"
                smartcard-stack:
                  gemalto-middleware: {}
                authenticators:
                  - ~
                systems:
                  - ~

                """
        )
    }

    @Test func saysWhatItCouldNotKnow() throws {
        let result = try imported(Self.windows)
        #expect(
            result.unknown == [
                "os.edition-id: told from the name \"Microsoft Windows 11 Enterprise\": confirm it in the registry",
                "os.shell: state what people see instead of the desktop",
                "nhs-client.credential-management: told from the program \"NHS Credential Management\": confirm it",
                "nhs-client.identity-agent: no program has this in its name: write absent when you have looked",
                "smartcard-stack.oberthur-middleware: no program has this in its name: write absent when you have looked",
                "smartcard-stack.gemalto-middleware: told from the program \"Gemalto Classic Client\": confirm it",
                "nhs-client.port-service: a list of programs does not say whether it runs",
                "nhs-client.chrome-extension: the extension \"NHS Smart?cards\" may be the retired one: confirm it",
                "browsers[].launch-arguments: give every argument of the shortcut, or []",
                "browsers[].channel, mode, policies: osquery's three tables do not say them",
                "assessment.id: name the build",
                "authenticators: list the ways of signing in",
                "systems: list the systems that must be reached",
                "reference: give the current milestones of Chrome and Edge, with their day and source",
            ]
        )
        #expect(result.unknown.allSatisfy { result.text.contains("#   \($0)\n") })
    }

    @Test func dropsWhatBelongsToPersons() throws {
        let text = try imported(Self.windows).text
        for personal in ["Person", "Another", "1001", "Users"] { #expect(!text.contains(personal)) }
    }

    @Test func isSoundOnceItsBlanksAreFilled() throws {
        let text = try imported(Self.windows).text
        let problems = #expect(throws: YAMLProblems.self) { try BuildManifest(bytes: Array(text.utf8), file: "f") }
        #expect(problems?.problems.map(\.path) == ["assessment.id", "authenticators[0]", "systems[0]"])
        let filled = text.replacing("id: ~", with: "id: desk")
            .replacing("authenticators:\n  - ~", with: "authenticators:\n  - smartcards")
            .replacing("systems:\n  - ~", with: "systems:\n  - ncrs")
        let manifest = try BuildManifest(bytes: Array(filled.utf8), file: "f")
        #expect(manifest.os.editionID?.value == .enterprise)
        #expect(manifest.nhsClient?.identityAgent == nil)
    }

    @Test func readsOneTablePerFile() throws {
        let whole = try imported(Self.windows)
        let parts = try imported(
            #"[{"name": "Microsoft Windows 11 IoT Enterprise LTSC", "build": "26100", "platform": "windows"}]"#,
            #"[{"name": "Mozilla Firefox (x64 en-GB)", "version": "140.5.0"}]"#,
            #"[{"browser_type": "chrome", "identifier": "abcdefghijklmnopabcdefghijklmnop", "version": "1"}]"#
        )
        #expect(parts.text.contains("edition-id: IoTEnterpriseS\n"))
        #expect(parts.text.contains("build: \"26100\"\n"))
        #expect(parts.text.contains("product: firefox\n    version: \"140.5.0\"\n"))
        #expect(parts.unknown.contains("os.build: add the revision behind a dot, as winver shows it"))
        #expect(parts.unknown.contains("os.architecture: osquery does not say it"))
        #expect(whole.unknown.count == 14)
    }

    @Test(arguments: [
        (#"{"programs": []}"#, "os: the table os_version is missing or empty"),
        (#"{"os_version": []}"#, "os: the table os_version is missing or empty"),
        (#"{"os_version": []}"#, "nhs-client, smartcard-stack: the table programs is missing"),
        (#"{"os_version": []}"#, "browsers[].extensions: the table chrome_extensions is missing"),
        (#"{"programs": []}"#, "browsers: no browser is in the list of programs"),
        (#"{"os_version": [{"platform": "windows"}]}"#, "os.release: neither the name nor the build number tells it"),
        (
            #"{"os_version": [{"platform": "windows", "name": "Microsoft Windows 11 Mystery", "build": "99999"}]}"#,
            "os.edition-id: the name does not tell it: read EditionID in the registry"
        ),
        (
            #"{"os_version": [{"platform": "debian\n- x: y"}]}"#,
            "os.family: taken as linux, because osquery calls the platform \"debian?- x: y\""
        ),
        (
            #"{"programs": [{"name": "A Identity Agent"}, {"name": "B Identity Agent"}]}"#,
            "nhs-client.identity-agent: 2 programs match (\"A Identity Agent\", \"B Identity Agent\"): state the one that is used"
        ),
    ])
    func guessesNothing(json: String, note: String) throws {
        let result = try imported(json)
        #expect(result.unknown.contains(note))
        // Whatever is missing, the text is YAML, and its blanks are all that a check finds wrong.
        let problems = #expect(throws: YAMLProblems.self) {
            try BuildManifest(bytes: Array(result.text.utf8), file: "f")
        }
        #expect(problems?.problems.allSatisfy { $0.message.contains("is empty") } == true)
    }

    @Test func readsAMac() throws {
        let result = try imported(#"{"os_version": [{"platform": "darwin", "version": "14.6.1", "arch": "arm64"}]}"#)
        #expect(result.text.contains("os:\n  family: macos\n  release: \"14.6.1\"\n  architecture: arm64\n"))
    }

    @Test(arguments: [
        ("", "osquery.json: this is not JSON"),
        ("os_version", "osquery.json: this is not JSON"),
        ("{", "osquery.json: this is not JSON"),
        ("{}", "osquery.json: none of the tables os_version, programs, chrome_extensions is in the file"),
        ("[]", "osquery.json: none of the tables os_version, programs, chrome_extensions is in the file"),
        (#"{"programs": {}}"#, "osquery.json: programs: must hold rows"),
        (#"{"programs": [{"version": "1"}]}"#, "osquery.json: programs, row 1: the column name is missing"),
        (
            #"{"programs": [{"name": "x"}, {"name": 7}]}"#,
            "osquery.json: programs, row 2, name: must be text, as osquery prints it"
        ),
        (#"{"programs": [null]}"#, "osquery.json: programs, row 1: is null"),
    ])
    func refuses(json: String, message: String) {
        let error = #expect(throws: OsqueryImportError.self) { try imported(json) }
        #expect(error?.description == message)
    }

    @Test func refusesDepthAndSize() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: OsqueryImportError.self) { try imported(deep) }
        let large = [UInt8](repeating: 0x20, count: (32 << 20) + 1)
        #expect(throws: OsqueryImportError.self) { try OsqueryImport(files: [(name: "f", bytes: large)]) }
        #expect(throws: OsqueryImportError.self) { try OsqueryImport(files: []) }
    }

    @Test func survivesEveryPrefix() {
        let bytes = Array(Self.windows.utf8)
        for count in 0..<bytes.count {
            #expect(throws: OsqueryImportError.self) {
                try OsqueryImport(files: [(name: "f", bytes: Array(bytes[..<count]))])
            }
        }
    }
}

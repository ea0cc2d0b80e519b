import StrictYAML

/// What the list of programs says about the NHS client software and the smartcard middleware.
///
/// The programs are told by words of their names. Which words the installers use is not published, so each match is to
/// be confirmed.
struct ProgramFindings {
    let nhsClient: YAMLTree?
    let smartcardStack: YAMLTree?

    private struct Sought {
        let section: BuildManifest.Key
        let key: String
        let words: [String]
    }

    private static let sought: [Sought] = [
        Sought(section: .nhsClient, key: "credential-management", words: ["nhs", "credential", "management"]),
        Sought(section: .nhsClient, key: "identity-agent", words: ["identity", "agent"]),
        Sought(section: .smartcardStack, key: "oberthur-middleware", words: ["oberthur"]),
        Sought(section: .smartcardStack, key: "gemalto-middleware", words: ["gemalto"]),
    ]

    init(_ programs: [OsqueryTables.Program]?, into findings: inout Findings) {
        guard let programs else {
            findings.note("nhs-client, smartcard-stack", "the table programs is missing")
            nhsClient = nil
            smartcardStack = nil
            return
        }
        var members: [BuildManifest.Key: [(String, YAMLTree)]] = [:]
        for sought in Self.sought {
            let place = "\(sought.section.rawValue).\(sought.key)"
            let matches = programs.filter { program in
                let name = program.name.lowercased()
                return sought.words.allSatisfy { name.contains($0) }
            }
            switch matches.count {
            case 0:
                findings.note(place, "no program has this in its name: write absent when you have looked")
            case 1:
                let version = matches[0].version.flatMap { Version($0) }
                members[sought.section, default: []]
                    .append(
                        (sought.key, .keys(version.map { [("version", .text($0.description))] } ?? []))
                    )
                findings.note(place, "told from the program \"\(printable(matches[0].name))\": confirm it")
            default:
                let names = matches.map { "\"\(printable($0.name))\"" }.joined(separator: ", ")
                findings.note(place, "\(matches.count) programs match (\(names)): state the one that is used")
            }
        }
        findings.note("nhs-client.port-service", "a list of programs does not say whether it runs")
        nhsClient = members[.nhsClient].map { .keys($0) }
        smartcardStack = members[.smartcardStack].map { .keys($0) }
    }
}

/// Text of a foreign file for a line of our own: no line breaks, nothing that steers a terminal, and not without end.
func printable(_ text: String) -> String {
    String(
        text.unicodeScalars.prefix(80)
            .map { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: "?"
                default: Character(scalar)
                }
            }
    )
}

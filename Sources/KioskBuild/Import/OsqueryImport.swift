import StrictYAML

/// A manifest begun from what osquery reports of a machine, and what it could not know.
///
/// Three tables are read, each optional: `os_version`, `programs` and `chrome_extensions`. User names, profile paths and
/// host names that osquery sends along are dropped. What a table does not prove is left out: a program that is not in the
/// list may still be there for one user, so its absence is for a person to state.
package struct OsqueryImport: Sendable {
    /// The manifest, with what it lacks as comments at its head; blanks stand for what must be added.
    package let text: String
    /// What has to be added or confirmed by hand, as sentences that begin with the key.
    package let unknown: [String]

    /// Reads the JSON of a file with several tables, or of several files with one each.
    ///
    /// - Throws: an ``OsqueryImportError`` that says which file is wrong, and where.
    package init(files: [(name: String, bytes: [UInt8])]) throws(OsqueryImportError) {
        guard let first = files.first else {
            throw OsqueryImportError(file: "osquery", place: nil, message: "no file was given")
        }
        var tables = try OsqueryTables(json: first.bytes, file: first.name)
        for file in files.dropFirst() { tables.add(try OsqueryTables(json: file.bytes, file: file.name)) }
        var findings = Findings()
        let os = OperatingSystemFinding(tables.osVersion?.first, into: &findings)
        let programs = ProgramFindings(tables.programs, into: &findings)
        let browsers = BrowserFindings(
            programs: tables.programs,
            extensions: tables.chromeExtensions,
            into: &findings
        )
        findings.note("assessment.id", "name the build")
        findings.note("authenticators", "list the ways of signing in")
        findings.note("systems", "list the systems that must be reached")
        findings.note("reference", "give the current milestones of Chrome and Edge, with their day and source")

        var members: [(String, YAMLTree)] = [
            ("format", .bare(BuildManifest.format)),
            ("assessment", .keys([("id", .null)])),
            ("os", os.tree),
            ("browsers", browsers.tree),
        ]
        if let nhsClient = programs.nhsClient { members.append(("nhs-client", nhsClient)) }
        if let smartcardStack = programs.smartcardStack { members.append(("smartcard-stack", smartcardStack)) }
        members += [("authenticators", .list([.null])), ("systems", .list([.null]))]
        unknown = findings.notes
        let head = ["# Begun from osquery. To be added or confirmed by hand:"] + findings.notes.map { "#   \($0)" }
        text = head.joined(separator: "\n") + "\n\n" + YAMLTree.keys(members).rendered()
    }
}

/// What could not be known, in the order in which it was missed.
struct Findings {
    private(set) var notes: [String] = []

    mutating func note(_ key: String, _ remedy: String) {
        notes.append("\(key): \(remedy)")
    }
}

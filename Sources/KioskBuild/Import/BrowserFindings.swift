import StrictYAML

/// Which browsers the tables show, with their versions and extensions.
struct BrowserFindings {
    let tree: YAMLTree

    init(
        programs: [OsqueryTables.Program]?,
        extensions: [OsqueryTables.ChromeExtension]?,
        into findings: inout Findings
    ) {
        var browsers: [YAMLTree] = []
        for product in Browser.Product.allCases {
            guard let program = programs?.first(where: { Self.product(of: $0.name) == product }) else { continue }
            var members: [(String, YAMLTree)] = [("product", .text(product.rawValue))]
            if let version = program.version.flatMap({ Version($0) }) {
                members.append(("version", .text(version.description)))
            }
            if let extensions, product == .edge || product == .chrome {
                members.append(("extensions", Self.list(of: extensions, in: product, into: &findings)))
            }
            browsers.append(.keys(members))
        }
        if extensions == nil { findings.note("browsers[].extensions", "the table chrome_extensions is missing") }
        if browsers.isEmpty {
            findings.note("browsers", "no browser is in the list of programs")
            browsers.append(.keys([("product", .null)]))
        } else {
            findings.note("browsers[].launch-arguments", "give every argument of the shortcut, or []")
            findings.note("browsers[].channel, mode, policies", "osquery's three tables do not say them")
        }
        tree = .list(browsers)
    }

    /// The browser by the program's whole name, so that its updater and its runtime are not taken for it.
    private static func product(of name: String) -> Browser.Product? {
        switch name.lowercased() {
        case "microsoft edge": .edge
        case "google chrome": .chrome
        case let name where name.hasPrefix("mozilla firefox"): .firefox
        case "safari", "safari.app": .safari
        default: nil
        }
    }

    private static func list(
        of extensions: [OsqueryTables.ChromeExtension],
        in product: Browser.Product,
        into findings: inout Findings
    ) -> YAMLTree {
        var seen: Set<String> = []
        var trees: [YAMLTree] = []
        for row in extensions where row.browserType?.lowercased().hasPrefix(product.rawValue) == true {
            guard seen.insert(row.identifier + " " + (row.version ?? "")).inserted else { continue }
            var members: [(String, YAMLTree)] = [("id", .text(row.identifier))]
            if let name = row.name, name.contains(where: { !$0.isWhitespace }) {
                members.append(("name", .text(printable(name))))
                if name.lowercased().contains("nhs") {
                    findings.note(
                        "nhs-client.chrome-extension",
                        "the extension \"\(printable(name))\" may be the retired one: confirm it"
                    )
                }
            }
            if let version = row.version.flatMap({ Version($0) }) {
                members.append(("version", .text(version.description)))
            }
            trees.append(.keys(members))
        }
        return .list(trees)
    }
}

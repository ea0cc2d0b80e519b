import StrictYAML

/// Reads an edition file, remembering what it has named so that every later mention can be checked.
struct EditionReader {
    var systemIDs: [String] = []
    var operatingSystemIDs: [String] = []
    var browserIDs: [String] = []
    var authenticatorIDs: [String] = []
    var carried: [Located<FootnoteMark>] = []
    var defined: Set<FootnoteMark> = []

    /// The edition, or nothing when too much of it is unreadable; what is wrong has been reported.
    static func read(_ value: YAMLValue) -> Edition? {
        var reader = Self()
        return reader.edition(value)
    }

    private mutating func edition(_ value: YAMLValue) -> Edition? {
        guard let keys = value.mapping(EditionKeys.Document.self) else { return nil }
        _ = keys.required(.format)?.integer(in: 1...1)
        let id = keys.required(.id)?.identifier()?.value
        let title = keys.required(.title)?.string()?.value
        let source = keys.required(.source).flatMap(Self.source)
        let systems = elements(keys.required(.systems), as: "system") { $0.system($1) }
        systemIDs = systems.map(\.id)
        let operatingSystems = elements(keys.required(.operatingSystems), as: "operating system") {
            $0.operatingSystem($1)
        }
        operatingSystemIDs = operatingSystems.map(\.id)
        let browsers = elements(keys.required(.browsers), as: "browser") { $0.browser($1) }
        browserIDs = browsers.map(\.id)
        let systemTable = keys.required(.operatingSystemTable).flatMap { table($0, columns: operatingSystemIDs) }
        let browserTable = keys.required(.browserTable).flatMap { table($0, columns: browserIDs) }
        let authenticators = elements(keys.required(.authenticators), as: "authenticator") { $0.authenticator($1) }
        authenticatorIDs = authenticators.map(\.id)
        let unlisted = elements(keys[.unlistedAuthenticators], as: "authenticator", mayBeEmpty: true) {
            $0.unlisted($1)
        }
        let rules = elements(keys.required(.rules), as: "rule", mayBeEmpty: true) { $0.rule($1) }
        if rules.count > Edition.ruleLimit {
            keys[.rules]?.report("an edition has at most \(Edition.ruleLimit) rules, and here are \(rules.count)")
        }
        reportUndefinedFootnotes(in: value)
        guard let id, let title, let source, let systemTable, let browserTable else { return nil }
        return Edition(
            id: id,
            title: title,
            source: source,
            systems: systems,
            operatingSystems: operatingSystems,
            browsers: browsers,
            operatingSystemTable: systemTable,
            browserTable: browserTable,
            authenticators: authenticators,
            unlistedAuthenticators: unlisted,
            rules: rules
        )
    }

    /// Reads a list of things with an id each and reports an id that is given twice.
    private mutating func elements<Element>(
        _ value: YAMLValue?,
        as noun: String,
        mayBeEmpty: Bool = false,
        _ read: (inout Self, YAMLValue) -> (id: Located<String>, element: Element)?
    ) -> [Element] {
        guard let value, let list = value.list(nonEmpty: !mayBeEmpty) else { return [] }
        let found = list.compactMap { read(&self, $0) }
        value.reportRepetitions(of: found.map(\.id), as: noun)
        return found.map(\.element)
    }

    private static func source(_ value: YAMLValue) -> Edition.Source? {
        guard let keys = value.mapping(EditionKeys.Source.self) else { return nil }
        let page = keys.required(.page)?.string()?.value
        let date = keys.required(.lastEdited)?.date()?.value
        let time = keys[.lastEditedTime]?.string(as: "a time of day such as \"08:29\"", clockTime)?.value
        let digest = keys.required(.sha256)?.string(as: "a SHA-256 digest of 64 hexadecimal digits", hexDigest)?.value
        guard let page, let date, let digest else { return nil }
        return Edition.Source(page: page, lastEdited: date, lastEditedTime: time, digest: digest)
    }

    private static func clockTime(_ text: String) -> String? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = Int(parts[0]),
            let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return text
    }

    private static func hexDigest(_ text: String) -> String? {
        let isHex = text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        return isHex && text.utf8.count == 64 ? text : nil
    }
}

import StrictYAML

/// Reads an edition file, remembering what it has named so that every later mention can be checked.
struct EditionReader {
    private var systemIDs: [String] = []
    private var operatingSystemIDs: [String] = []
    private var browserIDs: [String] = []
    private var authenticatorIDs: [String] = []
    private var carried: [Located<FootnoteMark>] = []
    private var defined: Set<FootnoteMark> = []

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

extension EditionReader {
    private mutating func footnotes(_ value: YAMLValue?) -> [FootnoteMark] {
        let marks = value?
            .list { element in
                element.string(as: "a footnote such as systems.2") { FootnoteMark($0) }
            }
        guard let value, let marks else { return [] }
        value.reportRepetitions(of: marks, as: "footnote")
        carried += marks
        return marks.map(\.value)
    }

    private func texts(_ value: YAMLValue?) -> [String]? {
        guard let value, let texts = value.list(of: { $0.string() }) else { return nil }
        value.reportRepetitions(of: texts, as: "entry")
        return texts.map(\.value)
    }

    /// A list of ids that have to be among those already named.
    private func references(_ value: YAMLValue?, among known: [String], as noun: String) -> [String]? {
        guard let value, let names = value.list(nonEmpty: true, of: { $0.string() }) else { return nil }
        value.reportRepetitions(of: names, as: noun)
        return names.compactMap { name in
            guard known.contains(name.value) else {
                let nearest = NearestName.nearest(to: name.value, among: known)
                value.report("there is no \(noun) \"\(name.value)\"", at: name.position, suggestion: nearest)
                return nil
            }
            return name.value
        }
    }

    private func families(_ value: YAMLValue?) -> [OperatingSystemFamily]? {
        guard let value, let names = value.list(of: { $0.identifier() }) else { return nil }
        value.reportRepetitions(of: names, as: "family")
        return names.map { OperatingSystemFamily(rawValue: $0.value) }
    }

    private func release(_ value: YAMLValue?) -> ReleaseName? {
        value?
            .string(as: "a release such as \"11\" or 24H2") { text in
                let release = ReleaseName(text)
                return release.isNewer(than: release) == nil ? nil : release
            }?
            .value
    }

    private mutating func system(_ value: YAMLValue) -> (id: Located<String>, element: EditionSystem)? {
        guard let keys = value.mapping(EditionKeys.System.self) else { return nil }
        let id = keys.required(.id)?.identifier()
        let name = keys.required(.name)?.string()?.value
        let aliases = texts(keys[.aliases]) ?? []
        let footnotes = footnotes(keys[.footnotes])
        guard let id, let name else { return nil }
        return (id, EditionSystem(id: id.value, name: name, aliases: aliases, footnotes: footnotes))
    }

    private mutating func operatingSystem(
        _ value: YAMLValue
    ) -> (id: Located<String>, element: OperatingSystemColumn)? {
        guard let keys = value.mapping(EditionKeys.OperatingSystem.self) else { return nil }
        let id = keys.required(.id)?.identifier()
        let name = keys.required(.name)?.string()?.value
        let asWritten = keys[.asWritten]?.string()?.value
        let family = keys.required(.family)?.identifier()?.value
        let version = release(keys[.version])
        let newest = release(keys[.newest])
        if version != nil {
            keys.refuse([.newest], because: "a column has either one version or a newest one")
        }
        let footnotes = footnotes(keys[.footnotes])
        guard let id, let name, let family else { return nil }
        let column = OperatingSystemColumn(
            id: id.value,
            name: name,
            asWritten: asWritten,
            family: OperatingSystemFamily(rawValue: family),
            version: version,
            newest: newest,
            footnotes: footnotes
        )
        return (id, column)
    }

    private mutating func browser(_ value: YAMLValue) -> (id: Located<String>, element: BrowserColumn)? {
        guard let keys = value.mapping(EditionKeys.Browser.self) else { return nil }
        let id = keys.required(.id)?.identifier()
        let name = keys.required(.name)?.string()?.value
        let product = keys.required(.product)?.identifier()?.value
        let isInternetExplorerMode = keys[.internetExplorerMode]?.boolean()?.value ?? false
        let newest = release(keys[.newest])
        let families = families(keys.required(.families)) ?? []
        let footnotes = footnotes(keys[.footnotes])
        guard let id, let name, let product else { return nil }
        let column = BrowserColumn(
            id: id.value,
            name: name,
            product: product,
            isInternetExplorerMode: isInternetExplorerMode,
            newest: newest,
            families: families,
            footnotes: footnotes
        )
        return (id, column)
    }

    private mutating func authenticator(_ value: YAMLValue) -> (id: Located<String>, element: AuthenticatorRow)? {
        guard let keys = value.mapping(EditionKeys.Authenticator.self) else { return nil }
        let id = keys.required(.id)?.identifier()
        let name = keys.required(.name)?.string()?.value
        let aliases = texts(keys[.aliases]) ?? []
        let kind = keys.required(.kind)?.word(AuthenticatorRow.Kind.self)?.value
        let operatingSystems = references(
            keys.required(.operatingSystems),
            among: operatingSystemIDs,
            as: "operating system"
        )
        let browsers = references(keys.required(.browsers), among: browserIDs, as: "browser")
        let footnotes = footnotes(keys[.footnotes])
        var sharesRow: String?
        if let named = keys[.namedInFootnoteOf], let other = named.string() {
            sharesRow = other.value
            if !authenticatorIDs.contains(other.value) {
                let nearest = NearestName.nearest(to: other.value, among: authenticatorIDs)
                named.report("no authenticator \"\(other.value)\" stands above this one", suggestion: nearest)
            }
            defined.formUnion(footnotes)
        }
        guard let id, let name, let kind, let operatingSystems, let browsers else { return nil }
        authenticatorIDs.append(id.value)
        let row = AuthenticatorRow(
            id: id.value,
            name: name,
            aliases: aliases,
            kind: kind,
            operatingSystems: operatingSystems,
            browsers: browsers,
            footnotes: footnotes,
            namedInFootnoteOf: sharesRow
        )
        return (id, row)
    }

    private mutating func unlisted(
        _ value: YAMLValue
    ) -> (id: Located<String>, element: Edition.UnlistedAuthenticator)? {
        guard let keys = value.mapping(EditionKeys.Unlisted.self) else { return nil }
        let id = keys.required(.id)?.identifier()
        let name = keys.required(.name)?.string()?.value
        let aliases = texts(keys[.aliases]) ?? []
        let kind = keys.required(.kind)?.word(AuthenticatorRow.Kind.self)?.value
        guard let id, let name, let kind else { return nil }
        if authenticatorIDs.contains(id.value) {
            value.report("\"\(id.value)\" is an authenticator of this edition already", at: id.position)
        }
        return (id, Edition.UnlistedAuthenticator(id: id.value, name: name, aliases: aliases, kind: kind))
    }

    private func table(_ value: YAMLValue, columns known: [String]) -> StatusTable? {
        guard let keys = value.mapping(EditionKeys.Table.self) else { return nil }
        let columns = references(keys.required(.columns), among: known, as: "column") ?? []
        guard let rowsValue = keys.required(.rows), let entries = rowsValue.entries() else { return nil }
        var rows: [String: [SupportStatus]] = [:]
        for (key, value) in entries {
            guard systemIDs.contains(key.value) else {
                let nearest = NearestName.nearest(to: key.value, among: systemIDs)
                value.report("there is no system \"\(key.value)\"", at: key.position, suggestion: nearest)
                continue
            }
            guard let cells = value.list(of: Self.cell) else { continue }
            if cells.count != columns.count, cells.count == value.list()?.count {
                value.report("the row has \(cells.count) cells and the table \(columns.count) columns")
            }
            rows[key.value] = cells
        }
        for system in systemIDs where !entries.contains(where: { $0.key.value == system }) {
            rowsValue.report("the table has no row for the system \"\(system)\"")
        }
        return StatusTable(columns: columns, rows: systemIDs.map { rows[$0] ?? [] })
    }

    /// One cell: the page's four words, or `not-listed` where the page leaves it empty.
    private static func cell(_ value: YAMLValue) -> SupportStatus? {
        let allowed = SupportStatus.written + [.notListed]
        guard let text = value.string() else { return nil }
        guard let status = SupportStatus(rawValue: text.value), allowed.contains(status) else {
            let words = allowed.map(\.rawValue)
            value.report(
                "\"\(text.value)\" is no status of a table: one of \(words.joined(separator: ", "))",
                suggestion: NearestName.nearest(to: text.value, among: words)
            )
            return nil
        }
        return status
    }

    private mutating func rule(_ value: YAMLValue) -> (id: Located<String>, element: EditionRule)? {
        guard let keys = value.mapping(EditionKeys.Rule.self) else { return nil }
        let id = keys.required(.id)?.identifier()
        let before = carried.count
        let footnotes = footnotes(keys[.footnotes])
        // A rule states its footnotes; the rows and columns carry them.
        carried.removeSubrange(before...)
        defined.formUnion(footnotes)
        let scope = EditionRule.Scope(
            systems: references(keys[.systems], among: systemIDs, as: "system"),
            operatingSystems: references(keys[.operatingSystems], among: operatingSystemIDs, as: "operating system"),
            browsers: references(keys[.browsers], among: browserIDs, as: "browser"),
            authenticators: references(keys[.authenticators], among: authenticatorIDs, as: "authenticator")
        )
        guard let name = keys.required(.kind)?.word(EditionRule.KindName.self)?.value else { return nil }
        let foreign = EditionKeys.Rule.allCases.filter {
            !EditionKeys.Rule.common.contains($0) && !name.parameters.contains($0)
        }
        keys.refuse(foreign, because: "a rule of the kind \(name.rawValue) has no such parameter")
        guard let id, let kind = kind(name, keys) else { return nil }
        return (id, EditionRule(id: id.value, footnotes: footnotes, scope: scope, kind: kind))
    }

    private func kind(_ name: EditionRule.KindName, _ keys: YAMLMapping<EditionKeys.Rule>) -> EditionRule.Kind? {
        switch name {
        case .requiredSoftware: software(keys).map(EditionRule.Kind.requiredSoftware)
        case .retiredSoftware: software(keys).map(EditionRule.Kind.retiredSoftware)
        case .newestTestedRelease: release(keys.required(.release)).map(EditionRule.Kind.newestTestedRelease)
        case .minimumRelease:
            release(keys.required(.release)).map { .minimumRelease($0, elsewhere: release(keys[.elsewhere])) }
        case .operatingSystemEditions: editions(keys)
        case .privateBrowsing:
            texts(keys.required(.arguments))
                .map {
                    .privateBrowsing(arguments: $0, implying: texts(keys[.implying]) ?? [])
                }
        case .releaseWindow:
            (keys.required(.releases)?.integer(in: 1...1000)?.value).map(EditionRule.Kind.releaseWindow)
        case .managedDevice: .managedDevice
        case .certificationLevel:
            (keys.required(.level)?.word(CertificationLevel.self)?.value).map(EditionRule.Kind.certificationLevel)
        case .untabulated: (keys.required(.dimension)?.string()?.value).map(EditionRule.Kind.untabulated)
        case .outsideWarranty:
            families(keys.required(.families))
                .map {
                    .outsideWarranty(
                        operatingSystems: $0,
                        otherBrowsers: keys[.otherBrowsers]?.boolean()?.value ?? false
                    )
                }
        }
    }

    private func software(_ keys: YAMLMapping<EditionKeys.Rule>) -> EditionRule.Software? {
        let id = keys.required(.software)?.identifier()?.value
        let name = keys.required(.name)?.string()?.value
        guard let id, let name else { return nil }
        return EditionRule.Software(id: id, name: name)
    }

    private func editions(_ keys: YAMLMapping<EditionKeys.Rule>) -> EditionRule.Kind? {
        let excluded = texts(keys.required(.excluded))
        let ordinary = texts(keys.required(.ordinary))
        guard let excluded, let ordinary else { return nil }
        return .operatingSystemEditions(excluded: excluded, ordinary: ordinary)
    }

    private func reportUndefinedFootnotes(in value: YAMLValue) {
        for mark in carried where !defined.contains(mark.value) {
            value.report("no rule states the footnote \(mark.value)", at: mark.position)
        }
        for mark in defined.sorted(by: { $0.description < $1.description })
        where !carried.contains(where: { $0.value == mark }) {
            value.report("no row and no column carries the footnote \(mark)")
        }
    }
}

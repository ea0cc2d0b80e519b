import StrictYAML

extension EditionBuilder {
    /// The id of a system by the page's name for it; a new one gets an id made from its name.
    mutating func system(_ text: String, line: Int) -> String {
        let (name, number) = NamePhrase.unmarked(text)
        let marks = carry(number, in: .systems, line: line)
        if let index = systems.firstIndex(where: { $0.name == name }) {
            systems[index].footnotes += marks.filter { !systems[index].footnotes.contains($0) }
            return systems[index].id
        }
        if var known = lexicon.systems.first(where: { $0.isNamed(name) }) {
            if let index = systems.firstIndex(where: { $0.id == known.id }) { return systems[index].id }
            if known.name != name { assume(line, name, "taken for \(known.name)") }
            known.name = name
            known.footnotes = marks
            systems.append(known)
            return known.id
        }
        let nearest = lexicon.closestSystemName(to: name)
        let system = EditionSystem(id: Self.identifier(name), name: name, footnotes: marks)
        assume(line, name, "a new system, \(system.id)\(nearest.map { "; the nearest known name is \($0)" } ?? "")")
        systems.append(system)
        return system.id
    }

    /// The id of an operating system's column in the table of systems.
    mutating func operatingSystemColumn(_ header: String, line: Int) -> String? {
        guard let phrases = NamePhrase.all(in: header), phrases.count == 1, let phrase = phrases.first else {
            return newOperatingSystem(header, line: line)
        }
        return operatingSystem(phrase, in: .systems, line: line)
    }

    mutating func operatingSystem(_ phrase: NamePhrase, in table: FootnoteMark.Table, line: Int) -> String? {
        guard case .operatingSystem(let family, let version, let bound) = phrase.meaning else {
            refuse(line, "“\(phrase.text.excerpt)” is a browser where an operating system is expected")
            return nil
        }
        if phrase.isMisspelt {
            guard acceptsMisspellings else {
                refuse(line, "“\(phrase.text.excerpt)” names no operating system")
                return nil
            }
            let corrected = "taken for Windows\(version.map { " \($0)" } ?? "")"
            if !operatingSystems.contains(where: { $0.asWritten == phrase.text }) {
                report.understood.append(.init(line: line, text: phrase.text.excerpt, meaning: corrected))
            }
        }
        if bound == .andLater, let version {
            if let other = sentences.facts.minimums[family], other != version {
                refuse(line, "\(family.name) is listed from \(other) and from \(version)")
            }
            sentences.facts.minimums[family] = version
        }
        let wanted = OperatingSystemColumn(
            id: Self.identifier(phrase.text),
            name: phrase.text,
            family: family,
            version: bound == .exactly ? version : nil,
            newest: bound == .andEarlier ? version : nil
        )
        func isSame(_ column: OperatingSystemColumn) -> Bool {
            column.family == wanted.family && column.version == wanted.version && column.newest == wanted.newest
        }
        let marks = carry(phrase.mark, in: table, line: line)
        if let index = operatingSystems.firstIndex(where: isSame) {
            operatingSystems[index].footnotes += marks.filter { !operatingSystems[index].footnotes.contains($0) }
            return operatingSystems[index].id
        }
        var column = wanted
        if let known = lexicon.operatingSystems.first(where: isSame) {
            column = known
        } else {
            assume(line, phrase.text, "a new operating system, \(column.id)")
        }
        column.asWritten = phrase.isMisspelt ? phrase.text : nil
        column.footnotes = marks
        operatingSystems.append(column)
        return column.id
    }

    private mutating func newOperatingSystem(_ header: String, line: Int) -> String? {
        let (name, number) = NamePhrase.unmarked(header)
        guard !name.isEmpty else {
            refuse(line, "a column without a name")
            return nil
        }
        let id = Self.identifier(name)
        assume(line, name, "a new operating system of a family of its own, \(id)")
        operatingSystems.append(
            OperatingSystemColumn(
                id: id,
                name: name,
                family: OperatingSystemFamily(rawValue: id),
                footnotes: carry(number, in: .systems, line: line)
            )
        )
        return id
    }

    /// The id of a browser's column in the table of systems.
    mutating func browserColumn(_ header: String, line: Int) -> String? {
        guard let phrases = NamePhrase.all(in: header), phrases.count == 1, let phrase = phrases.first else {
            let (name, number) = NamePhrase.unmarked(header)
            guard !name.isEmpty else {
                refuse(line, "a column without a name")
                return nil
            }
            let id = Self.identifier(name)
            assume(line, name, "a new browser, \(id), taken to exist on every operating system")
            var column = BrowserColumn(id: id, name: name, product: id, families: Self.families)
            column.footnotes = carry(number, in: .systems, line: line)
            browsers.append(column)
            return id
        }
        return browser(phrase, in: .systems, line: line)
    }

    mutating func browser(_ phrase: NamePhrase, in table: FootnoteMark.Table, line: Int) -> String? {
        guard case .browser(let product, let isInternetExplorerMode, let newest) = phrase.meaning else {
            refuse(line, "“\(phrase.text.excerpt)” is an operating system where a browser is expected")
            return nil
        }
        func isSame(_ column: BrowserColumn) -> Bool {
            column.product == product && column.isInternetExplorerMode == isInternetExplorerMode
                && column.newest == newest
        }
        let marks = carry(phrase.mark, in: table, line: line)
        if let index = browsers.firstIndex(where: isSame) {
            browsers[index].footnotes += marks.filter { !browsers[index].footnotes.contains($0) }
            return browsers[index].id
        }
        var column: BrowserColumn
        if let known = lexicon.browsers.first(where: isSame) {
            column = known
        } else {
            column = BrowserColumn(
                id: Self.identifier(phrase.text),
                name: phrase.text,
                product: product,
                isInternetExplorerMode: isInternetExplorerMode,
                newest: newest,
                families: lexicon.browsers.first { $0.product == product }?.families ?? Self.families
            )
            assume(line, phrase.text, "a new browser, \(column.id)")
        }
        column.footnotes = marks
        browsers.append(column)
        return column.id
    }

    private static let families: [OperatingSystemFamily] = [.windows, .macOS, .iPadOS, .linux, .android, .chromeOS]

    /// An id of lower-case letters, digits and hyphens.
    static func identifier(_ name: String) -> String {
        let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let id = words.joined(separator: "-").prefix(64)
        return id.isEmpty ? "unnamed" : String(id.last == "-" ? id.dropLast() : id)
    }
}

extension EditionBuilder {
    mutating func readAuthenticators(_ table: PageTable) {
        guard authenticatorTableLine == nil else {
            refuse(table.line, "a second table of authenticators")
            return
        }
        authenticatorTableLine = table.line
        let titles = table.header.map { $0.lowercased() }
        guard let systemsColumn = titles.firstIndex(where: { $0.contains("operating system") }),
            let browsersColumn = titles.firstIndex(where: { $0.contains("browser") })
        else {
            refuse(table.line, "the table of authenticators lacks a column of operating systems or of browsers")
            return
        }
        if table.header.count > 3 {
            for (index, title) in table.header.enumerated().dropFirst()
            where index != systemsColumn && index != browsersColumn {
                report.unreadFootnotes.append(
                    .init(line: table.line, text: title.excerpt, meaning: "a column that no edition holds")
                )
            }
        }
        for row in table.rows {
            guard row.cells.count == table.header.count else {
                refuse(row.line, "the row has \(row.cells.count) cells and the header \(table.header.count) columns")
                continue
            }
            authenticator(row, systemsColumn, browsersColumn)
        }
        if table.rows.isEmpty { refuse(table.line, "the table has no rows") }
        note(table.line, table.header.joined(separator: " | "), "\(authenticators.count) authenticators")
    }

    private mutating func authenticator(_ row: PageTable.Row, _ systemsColumn: Int, _ browsersColumn: Int) {
        let (name, number) = NamePhrase.unmarked((row.cells.first ?? "").replacing(", ", with: " "))
        guard !name.isEmpty else { return refuse(row.line, "a row without a name") }
        if authenticators.contains(where: { $0.name == name }) {
            return refuse(row.line, "the authenticator “\(name.excerpt)” stands twice")
        }
        guard let systemNames = NamePhrase.all(in: row.cells[systemsColumn]),
            let browserNames = NamePhrase.all(in: row.cells[browsersColumn])
        else {
            return refuse(
                row.line,
                "the row of “\(name.excerpt)” has a word that is no operating system and no browser"
            )
        }
        if systemNames.isEmpty || browserNames.isEmpty {
            refuse(row.line, "the row of “\(name.excerpt)” lists no operating system or no browser")
        }
        var authenticator: AuthenticatorRow
        if let known = lexicon.authenticators.first(where: { $0.isNamed(name) && $0.namedInFootnoteOf == nil }) {
            authenticator = known
            authenticator.name = name
        } else {
            let unlisted = lexicon.unlistedAuthenticators.first { $0.isNamed(name) }
            authenticator = AuthenticatorRow(
                id: unlisted?.id ?? Self.identifier(name),
                name: name,
                aliases: unlisted?.aliases ?? [],
                kind: unlisted?.kind ?? .platform,
                operatingSystems: [],
                browsers: []
            )
            assume(
                row.line,
                name,
                "a new authenticator, \(authenticator.id), of the kind \(authenticator.kind.rawValue)"
            )
        }
        authenticator.operatingSystems = systemNames.compactMap {
            operatingSystem($0, in: .authenticators, line: row.line)
        }
        authenticator.browsers = browserNames.compactMap { browser($0, in: .authenticators, line: row.line) }
        authenticator.footnotes = carry(number, in: .authenticators, line: row.line)
        authenticators.append(authenticator)
    }
}

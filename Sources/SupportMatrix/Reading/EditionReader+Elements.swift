import StrictYAML

extension EditionReader {
    mutating func footnotes(_ value: YAMLValue?) -> [FootnoteMark] {
        let marks = value?
            .list { element in
                element.string(as: "a footnote such as systems.2") { FootnoteMark($0) }
            }
        guard let value, let marks else { return [] }
        value.reportRepetitions(of: marks, as: "footnote")
        carried += marks
        return marks.map(\.value)
    }

    func texts(_ value: YAMLValue?) -> [String]? {
        guard let value, let texts = value.list(of: { $0.string() }) else { return nil }
        value.reportRepetitions(of: texts, as: "entry")
        return texts.map(\.value)
    }

    /// A list of ids that have to be among those already named.
    func references(_ value: YAMLValue?, among known: [String], as noun: String) -> [String]? {
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

    func families(_ value: YAMLValue?) -> [OperatingSystemFamily]? {
        guard let value, let names = value.list(of: { $0.identifier() }) else { return nil }
        value.reportRepetitions(of: names, as: "family")
        return names.map { OperatingSystemFamily(rawValue: $0.value) }
    }

    func release(_ value: YAMLValue?) -> ReleaseName? {
        value?
            .string(as: "a release such as \"11\" or 24H2") { (text: String) -> ReleaseName? in
                let release = ReleaseName(text)
                guard release.isNewer(than: release) != nil else { return nil }
                return release
            }?
            .value
    }

    mutating func system(_ value: YAMLValue) -> (id: Located<String>, element: EditionSystem)? {
        guard let keys = value.mapping(EditionKeys.System.self) else { return nil }
        let id = keys.required(.id)?.identifier()
        let name = keys.required(.name)?.string()?.value
        let aliases = texts(keys[.aliases]) ?? []
        let footnotes = footnotes(keys[.footnotes])
        guard let id, let name else { return nil }
        return (id, EditionSystem(id: id.value, name: name, aliases: aliases, footnotes: footnotes))
    }

    mutating func operatingSystem(
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

    mutating func browser(_ value: YAMLValue) -> (id: Located<String>, element: BrowserColumn)? {
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

    mutating func authenticator(_ value: YAMLValue) -> (id: Located<String>, element: AuthenticatorRow)? {
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

    mutating func unlisted(
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
}

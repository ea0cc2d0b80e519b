import StrictYAML
import Vocabulary

extension EditionReader {
    mutating func rule(_ value: YAMLValue) -> (id: Located<String>, element: EditionRule)? {
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

    func kind(_ name: EditionRule.KindName, _ keys: YAMLMapping<EditionKeys.Rule>) -> EditionRule.Kind? {
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

    func software(_ keys: YAMLMapping<EditionKeys.Rule>) -> EditionRule.Software? {
        let id = keys.required(.software)?.identifier()?.value
        let name = keys.required(.name)?.string()?.value
        guard let id, let name else { return nil }
        return EditionRule.Software(id: id, name: name)
    }

    func editions(_ keys: YAMLMapping<EditionKeys.Rule>) -> EditionRule.Kind? {
        let excluded = texts(keys.required(.excluded))
        let ordinary = texts(keys.required(.ordinary))
        guard let excluded, let ordinary else { return nil }
        return .operatingSystemEditions(excluded: excluded, ordinary: ordinary)
    }

    func reportUndefinedFootnotes(in value: YAMLValue) {
        for mark in carried where !defined.contains(mark.value) {
            value.report("no rule states the footnote \(mark.value)", at: mark.position)
        }
        for mark in defined.sorted(by: { $0.description < $1.description })
        where !carried.contains(where: { $0.value == mark }) {
            value.report("no row and no column carries the footnote \(mark)")
        }
    }
}

/// The keys of an edition file, spelt as in the file.
enum EditionKeys {
    enum Document: String, CaseIterable {
        case format, id, title, source, systems
        case operatingSystems = "operating-systems"
        case browsers
        case operatingSystemTable = "operating-system-table"
        case browserTable = "browser-table"
        case authenticators
        case unlistedAuthenticators = "unlisted-authenticators"
        case rules
    }

    enum Source: String, CaseIterable {
        case page
        case lastEdited = "last-edited"
        case lastEditedTime = "last-edited-time"
        case sha256
    }

    enum System: String, CaseIterable {
        case id, name, aliases, footnotes
    }

    enum OperatingSystem: String, CaseIterable {
        case id, name
        case asWritten = "as-written"
        case family, version, newest, footnotes
    }

    enum Browser: String, CaseIterable {
        case id, name, product
        case internetExplorerMode = "internet-explorer-mode"
        case newest, families, footnotes
    }

    enum Table: String, CaseIterable {
        case columns, rows
    }

    enum Authenticator: String, CaseIterable {
        case id, name, aliases, kind
        case operatingSystems = "operating-systems"
        case browsers, footnotes
        case namedInFootnoteOf = "named-in-footnote-of"
    }

    enum Unlisted: String, CaseIterable {
        case id, name, aliases, kind
    }

    enum Rule: String, CaseIterable {
        case id, kind, footnotes, systems
        case operatingSystems = "operating-systems"
        case browsers, authenticators
        case software, name, release, elsewhere, excluded, ordinary, arguments, implying, releases, level, dimension
        case families
        case otherBrowsers = "other-browsers"

        /// The keys that every kind may have.
        static let common: Set<Self> = [
            .id, .kind, .footnotes, .systems, .operatingSystems, .browsers, .authenticators,
        ]
    }
}

extension EditionRule.KindName {
    /// The parameters that a rule of this kind has, beside its scope.
    var parameters: Set<EditionKeys.Rule> {
        switch self {
        case .requiredSoftware, .retiredSoftware: [.software, .name]
        case .newestTestedRelease: [.release]
        case .minimumRelease: [.release, .elsewhere]
        case .operatingSystemEditions: [.excluded, .ordinary]
        case .privateBrowsing: [.arguments, .implying]
        case .releaseWindow: [.releases]
        case .managedDevice: []
        case .certificationLevel: [.level]
        case .untabulated: [.dimension]
        case .outsideWarranty: [.families, .otherBrowsers]
        }
    }
}

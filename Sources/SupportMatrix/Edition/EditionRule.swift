package import Vocabulary

/// One sentence of the page outside its tables, as a rule with parameters.
///
/// The kinds are closed, because each needs code that knows what to ask of a client; their parameters and their scope
/// are data, so that a new edition with other numbers, other software or other systems needs no code.
package struct EditionRule: Hashable, Sendable {
    package var id: String
    /// The footnotes that state it; empty for a sentence that stands in the page's text.
    package var footnotes: [FootnoteMark]
    package var scope: Scope
    package var kind: Kind

    package init(id: String, footnotes: [FootnoteMark] = [], scope: Scope = Scope(), kind: Kind) {
        self.id = id
        self.footnotes = footnotes
        self.scope = scope
        self.kind = kind
    }

    /// Where a rule applies: ids per dimension, nil for all.
    package struct Scope: Hashable, Sendable {
        package var systems: [String]?
        package var operatingSystems: [String]?
        package var browsers: [String]?
        package var authenticators: [String]?

        package init(
            systems: [String]? = nil,
            operatingSystems: [String]? = nil,
            browsers: [String]? = nil,
            authenticators: [String]? = nil
        ) {
            self.systems = systems
            self.operatingSystems = operatingSystems
            self.browsers = browsers
            self.authenticators = authenticators
        }
    }

    /// A name for people and the id under which a build lists the software.
    package struct Software: Hashable, Sendable {
        package var id: String
        package var name: String

        package init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    package enum Kind: Hashable, Sendable {
        /// The software has to be installed.
        case requiredSoftware(Software)
        /// The software must be absent.
        case retiredSoftware(Software)
        /// A newer release than this is untested.
        case newestTestedRelease(ReleaseName)
        /// An older release than this is not listed; `elsewhere` is another NHS page's number.
        case minimumRelease(ReleaseName, elsewhere: ReleaseName?)
        /// Editions of an operating system: excluded ones by name or prefix, ordinary ones by name.
        case operatingSystemEditions(excluded: [String], ordinary: [String])
        /// Launch arguments that are a private mode, and arguments that bring one with them.
        case privateBrowsing(arguments: [String], implying: [String])
        /// The browser has to be within so many releases of the current one to count as Recommended.
        case releaseWindow(releases: Int)
        /// The device has to be managed.
        case managedDevice
        /// The model has to hold this certification level.
        case certificationLevel(CertificationLevel)
        /// The page names this dimension and the captured page has no table for it.
        case untabulated(dimension: String)
        /// What the page leaves to an organisation's own risk.
        case outsideWarranty(operatingSystems: [OperatingSystemFamily], otherBrowsers: Bool)
    }
}

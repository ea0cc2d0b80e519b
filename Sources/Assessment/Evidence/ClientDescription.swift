package import StrictYAML
package import SupportMatrix

/// A client as its build describes it, reduced to what a verdict may ask.
///
/// Every optional means "nobody said", which is never taken for a yes or a no.
package struct ClientDescription: Hashable, Sendable {
    package var operatingSystem: OperatingSystemIdentity
    package var browsers: [Browser]
    /// As the build names them.
    package var systems: [String]
    /// As the build names them.
    package var authenticators: [String]
    /// Installed software by id, with its version where it has one; nil when the build does not say.
    package var software: [String: String?]?
    /// Whether the device is managed.
    package var isManaged: Bool?
    /// Card printers that the build drives.
    package var cardPrinters: [String]
    /// Series of the cards in use, such as 8.
    package var cardSeries: [Int]
    /// What the build depends on for the newest release of a browser, by product.
    package var references: [String: ReleaseReference]

    package init(
        operatingSystem: OperatingSystemIdentity,
        browsers: [Browser] = [],
        systems: [String] = [],
        authenticators: [String] = [],
        software: [String: String?]? = nil,
        isManaged: Bool? = nil,
        cardPrinters: [String] = [],
        cardSeries: [Int] = [],
        references: [String: ReleaseReference] = [:]
    ) {
        self.operatingSystem = operatingSystem
        self.browsers = browsers
        self.systems = systems
        self.authenticators = authenticators
        self.software = software
        self.isManaged = isManaged
        self.cardPrinters = cardPrinters
        self.cardSeries = cardSeries
        self.references = references
    }

    /// A browser of the build, and the name that the build gives it.
    package struct Browser: Hashable, Sendable {
        package var name: String
        package var identity: BrowserIdentity

        package init(name: String? = nil, identity: BrowserIdentity) {
            self.name = name ?? identity.name
            self.identity = identity
        }
    }

    /// The current release of a browser on a day, and who says so.
    package struct ReleaseReference: Hashable, Sendable {
        package var milestone: Int
        package var date: CalendarDate
        package var source: String

        package init(milestone: Int, date: CalendarDate, source: String) {
            self.milestone = milestone
            self.date = date
            self.source = source
        }
    }
}

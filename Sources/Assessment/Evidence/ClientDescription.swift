package import StrictYAML
package import SupportMatrix
package import Vocabulary

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
    /// Software by id, as far as the build says; what is not in it is neither present nor absent.
    package var software: [String: SoftwarePresence]
    /// The models of security key that are handed out; empty when the build names none.
    package var keyModels: [KeyModel]
    /// What keeps the keys of Windows Hello, as far as the build says.
    package var windowsHello: WindowsHello
    /// Whether the device is managed.
    package var isManaged: Bool?
    /// Card printers that the build drives.
    package var cardPrinters: [String]
    /// Series of the cards in use, such as 8.
    package var cardSeries: [Int]
    /// What the build depends on for the newest release of a browser, by product.
    package var references: [String: ReleaseReference]
    /// Where in the build's file a field stands, by its path.
    package var positions: [String: YAMLPosition]

    package init(
        operatingSystem: OperatingSystemIdentity,
        browsers: [Browser] = [],
        systems: [String] = [],
        authenticators: [String] = [],
        software: [String: SoftwarePresence] = [:],
        keyModels: [KeyModel] = [],
        windowsHello: WindowsHello = WindowsHello(),
        isManaged: Bool? = nil,
        cardPrinters: [String] = [],
        cardSeries: [Int] = [],
        references: [String: ReleaseReference] = [:],
        positions: [String: YAMLPosition] = [:]
    ) {
        self.operatingSystem = operatingSystem
        self.browsers = browsers
        self.systems = systems
        self.authenticators = authenticators
        self.software = software
        self.keyModels = keyModels
        self.windowsHello = windowsHello
        self.isManaged = isManaged
        self.cardPrinters = cardPrinters
        self.cardSeries = cardSeries
        self.references = references
        self.positions = positions
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

    /// Whether software is installed; stated either way.
    package enum SoftwarePresence: Hashable, Sendable {
        case absent
        case present(version: String?)
    }

    /// What keeps the keys of Windows Hello: the TPM that the build has, and the AAGUID of its registrations.
    package struct WindowsHello: Hashable, Sendable {
        /// `hardware`, `firmware`, `virtual` or `absent`.
        package var tpm: String?
        package var kind: WindowsHelloKind?

        package init(tpm: String? = nil, kind: WindowsHelloKind? = nil) {
            self.tpm = tpm
            self.kind = kind
        }
    }

    /// A model of security key that the build is used with.
    package struct KeyModel: Hashable, Sendable {
        package var name: String
        package var aaguid: String?
        package var firmware: String?

        package init(name: String, aaguid: String? = nil, firmware: String? = nil) {
            self.name = name
            self.aaguid = aaguid
            self.firmware = firmware
        }

        /// Whether an observed key says that it is this model.
        func matches(_ key: ObservedDevice) -> Bool {
            guard let aaguid else { return key.name.lowercased() == name.lowercased() }
            return key.aaguid?.lowercased() == aaguid.lowercased()
                && (firmware == nil || key.firmware == nil || firmware == key.firmware)
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

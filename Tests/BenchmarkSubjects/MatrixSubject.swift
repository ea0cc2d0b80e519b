import Assessment
import KioskBuild
import SupportMatrix
import Vocabulary

/// The built-in edition, a build, and clients of which a verdict is wanted.
public struct MatrixSubject: Sendable {
    private let assessor: Assessor
    private let clients: [ClientDescription]
    private let day: CalendarDate
    private let manifest: [UInt8]

    /// - Parameter manifest: The bytes of a build manifest.
    /// - Throws: What is wrong with the edition or the manifest.
    public init(manifest: [UInt8]) throws {
        let edition = try Edition.newestBuiltIn()
        let build = ClientDescription(try BuildManifest(bytes: manifest, file: "build.yaml"))
        self.manifest = manifest
        assessor = Assessor(edition: edition)
        clients = Self.operatingSystems.map { operatingSystem in
            var client = build
            client.operatingSystem = operatingSystem
            client.systems = edition.systems.map(\.id)
            client.authenticators = edition.authenticators.map(\.id)
            client.browsers = Self.browsers.map { ClientDescription.Browser(identity: $0) }
            return client
        }
        guard let day = CalendarDate(year: 2026, month: 11, day: 22) else {
            preconditionFailure("a benchmark names a day that does not exist")
        }
        self.day = day
    }

    /// Assesses whole clients, one after the other on this thread, until there are at least `count` cells.
    ///
    /// - Returns: How many cells there are, and how many reasons they cite.
    public func assess(cells count: Int) -> (cells: Int, reasons: Int) {
        var total = (cells: 0, reasons: 0)
        while total.cells < count {
            for client in clients {
                let cells = assessor.cells(of: client, asOf: day)
                total.cells += cells.count
                for cell in cells { total.reasons += cell.reasons.count }
                guard total.cells < count else { break }
            }
        }
        return total
    }

    /// Reads the manifest, and returns how many systems it names.
    ///
    /// - Throws: What is wrong with it.
    public func readManifest() throws -> Int {
        try BuildManifest(bytes: manifest, file: "build.yaml").systems.count
    }

    /// Reads the newest edition, and returns how many rules it has.
    ///
    /// - Throws: What is wrong with it.
    public func readEdition() throws -> Int {
        try Edition.newestBuiltIn().rules.count
    }

    private static let operatingSystems = [
        windows("11", "24H2"), windows("11", "25H2"), windows("10", "22H2"),
        OperatingSystemIdentity(family: .macOS, version: ReleaseName("14.5")),
        OperatingSystemIdentity(family: .iPadOS, version: ReleaseName("17.2")),
    ]

    private static func windows(_ version: String, _ release: String) -> OperatingSystemIdentity {
        OperatingSystemIdentity(
            family: .windows,
            version: ReleaseName(version),
            release: ReleaseName(release),
            edition: "Enterprise",
            architecture: "x86-64",
            isInSMode: false
        )
    }

    private static let browsers = [
        BrowserIdentity(product: "edge", version: ReleaseName("149.0"), channel: "stable", arguments: []),
        BrowserIdentity(product: "edge", isInternetExplorerMode: true, arguments: []),
        BrowserIdentity(product: "chrome", version: ReleaseName("149.0"), channel: "stable", arguments: []),
        BrowserIdentity(product: "firefox", version: ReleaseName("140.0"), arguments: []),
        BrowserIdentity(product: "safari", version: ReleaseName("17.5"), arguments: []),
        BrowserIdentity(product: "internet-explorer", version: ReleaseName("11.0"), arguments: []),
    ]
}

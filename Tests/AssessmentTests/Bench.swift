import Assessment
import SupportMatrix
import Vocabulary

/// A client, a bench and a date on which nothing is amiss, for tests that spoil one thing at a time.
struct Bench {
    var client: ClientDescription
    var evidence = BenchEvidence(devices: [
        ObservedDevice(kind: .reader, name: "Reader 1", cardAnswered: true, reference: "reader-1:4"),
        ObservedDevice(kind: .securityKey, name: "Key 1", aaguid: Bench.aaguid, reference: "key-1:2"),
    ])
    var metadata = MetadataFacts(standings: ["key-1:2": .established(.l2, source: "a metadata entry")])
    var policy = Policy.standard
    var asOf = Bench.day
    var edition: Edition

    static let aaguid = "00112233-4455-6677-8899-aabbccddeeff"
    static let day = Self.date(2026, 11, 22)

    /// A Windows 11 24H2 Enterprise client with current Edge, in every system, with every authenticator.
    init(
        operatingSystem: OperatingSystemIdentity = .windows11,
        browser: BrowserIdentity = .edge,
        systems: [String]? = nil,
        authenticators: [String] = ["smartcards"]
    ) throws {
        edition = try Edition.newestBuiltIn()
        client = ClientDescription(
            operatingSystem: operatingSystem,
            browsers: [ClientDescription.Browser(identity: browser)],
            systems: systems ?? edition.systems.map(\.id),
            authenticators: authenticators,
            software: [
                "nhs-credential-management": .present(version: "4.1"),
                "nhs-chrome-extension": .absent,
            ],
            isManaged: true,
            references: [
                "chrome": ClientDescription.ReleaseReference(
                    milestone: 150,
                    date: Self.date(2026, 11, 20),
                    source: "a page"
                )
            ]
        )
    }

    func cells() -> [CellVerdict] {
        Assessor(edition: edition, policy: policy)
            .cells(of: client, evidence: evidence, metadata: metadata, asOf: asOf)
    }

    /// The verdict of the only cell there is.
    func cell() -> CellVerdict? {
        let cells = cells()
        return cells.count == 1 ? cells.first : nil
    }

    static func date(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        guard let date = CalendarDate(year: year, month: month, day: day) else {
            preconditionFailure("a test names a day that does not exist")
        }
        return date
    }
}

extension OperatingSystemIdentity {
    static let windows11 = windows("11", "24H2")

    static func windows(_ version: String, _ release: String? = nil, edition: String = "Enterprise") -> Self {
        Self(
            family: .windows,
            version: ReleaseName(version),
            release: release.map(ReleaseName.init),
            edition: edition,
            architecture: "x86-64",
            isInSMode: false
        )
    }

    static let macOS14 = Self(family: .macOS, version: ReleaseName("14.5"))
    static let iPadOS17 = Self(family: .iPadOS, version: ReleaseName("17.2"))
    static let linux = Self(family: .linux, version: ReleaseName("12"))
}

extension BrowserIdentity {
    static let edge = Self(product: "edge", version: ReleaseName("149.0"), channel: "stable", arguments: [])
    static let edgeInIEMode = Self(product: "edge", isInternetExplorerMode: true, arguments: [])
    static let chrome = Self(product: "chrome", version: ReleaseName("149.0"), channel: "stable", arguments: [])
    static let firefox = Self(product: "firefox", version: ReleaseName("140.0"), arguments: [])
    static let safari = Self(product: "safari", version: ReleaseName("17.5"), arguments: [])
    static let internetExplorer11 = Self(product: "internet-explorer", version: ReleaseName("11.0"), arguments: [])
}

extension CertificationStanding {
    /// A key of a model with a level, for which its maker vouches.
    static func established(_ level: CertificationLevel?, source: String) -> Self {
        Self(vouching: .attested(path: "a certificate ← a root"), model: known(level), source: source)
    }

    /// The same of a key that nobody asked.
    static func claimedOnly(_ level: CertificationLevel?, source: String) -> Self {
        let vouching = Vouching.open(reason: "nobody asked the key", supply: "`touchstone certify BUILD --attest`")
        return Self(vouching: vouching, model: known(level), source: source)
    }

    private static func known(_ level: CertificationLevel?) -> Model {
        .known(ModelStanding(entry: "an entry", name: "Model 1", level: level))
    }
}

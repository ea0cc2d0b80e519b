import Assessment
import SupportMatrix
import Testing

/// Every cell of systems × operating systems × browsers × authenticators against a table written by hand from the page.
///
/// Each token is a verdict and what decides it. W: warranted. A: warranted with advice. N: not warranted. Then the
/// question that decided: o the operating system's status, b the browser's status, a the authenticator's row,
/// c the ceiling of tested releases, i the rule against IoT editions.
@Suite("every cell of the page")
struct EveryCellTests {
    static let authenticators = [
        "smartcards", "cis2-ipad-app", "windows-hello", "security-keys", "microsoft-authenticator",
        "google-authenticator",
    ]

    static let browsers: [(name: String, identity: BrowserIdentity)] = [
        ("Edge", .edge), ("Edge in IE mode", .edgeInIEMode), ("Chrome", .chrome), ("Firefox", .firefox),
        ("Safari", .safari), ("IE11", .internetExplorer11),
    ]

    struct Expectation: CustomTestStringConvertible, Sendable {
        let name: String
        let operatingSystem: OperatingSystemIdentity
        /// Whether only NCRS is meant, or all but NCRS; nil for every system.
        let isNCRS: Bool?
        /// One line per browser, one token per authenticator, in the orders above.
        let lines: [String]

        var testDescription: String { "\(name)\(isNCRS.map { $0 ? ", NCRS" : ", all but NCRS" } ?? "")" }
    }

    static let table: [Expectation] = [
        // Edge and Chrome are Recommended; the iPad app is not for Windows; Google Authenticator is the second choice.
        Expectation(
            name: "Windows 11 24H2",
            operatingSystem: .windows("11", "24H2"),
            isNCRS: nil,
            lines: [
                "W Na W W W Aa",
                "Nb Nb Nb Nb Nb Nb",
                "W Na W W W Aa",
                "Nb Nb Nb Nb Nb Nb",
                "Nb Nb Nb Nb Nb Nb",
                "Nb Nb Nb Nb Nb Nb",
            ]
        ),
        // Nobody has tested anything newer than 24H2.
        Expectation(
            name: "Windows 11 25H2",
            operatingSystem: .windows("11", "25H2"),
            isNCRS: nil,
            lines: [
                "Nc Na Nc Nc Nc Nc",
                "Nb Nb Nb Nb Nb Nb",
                "Nc Na Nc Nc Nc Nc",
                "Nb Nb Nb Nb Nb Nb",
                "Nb Nb Nb Nb Nb Nb",
                "Nb Nb Nb Nb Nb Nb",
            ]
        ),
        Expectation(
            name: "Windows 11 IoT",
            operatingSystem: .windows("11", "24H2", edition: "IoTEnterprise"),
            isNCRS: nil,
            lines: [
                "Ni Na Ni Ni Ni Ni",
                "Nb Nb Nb Nb Nb Nb",
                "Ni Na Ni Ni Ni Ni",
                "Nb Nb Nb Nb Nb Nb",
                "Nb Nb Nb Nb Nb Nb",
                "Nb Nb Nb Nb Nb Nb",
            ]
        ),
        // Supported, not Recommended: advice everywhere.
        Expectation(
            name: "Windows 10 22H2",
            operatingSystem: .windows("10", "22H2"),
            isNCRS: nil,
            lines: [
                "Ao Na Ao Ao Ao Ao",
                "Nb Nb Nb Nb Nb Nb",
                "Ao Na Ao Ao Ao Ao",
                "Nb Nb Nb Nb Nb Nb",
                "Nb Nb Nb Nb Nb Nb",
                "Nb Nb Nb Nb Nb Nb",
            ]
        ),
        Expectation(
            name: "Windows 8.1",
            operatingSystem: .windows("8.1"),
            isNCRS: nil,
            lines: Array(repeating: "No No No No No No", count: 6)
        ),
        // macOS stands only in the authenticator table. NCRS supports Safari, so there it counts.
        Expectation(
            name: "macOS 14",
            operatingSystem: .macOS14,
            isNCRS: true,
            lines: [
                "Na Na Na Ao Ao Ao",
                "Nb Nb Nb Nb Nb Nb",
                "Na Na Na Ao Ao Ao",
                "Nb Nb Nb Nb Nb Nb",
                "Na Na Na Ao Ao Ao",
                "Nb Nb Nb Nb Nb Nb",
            ]
        ),
        Expectation(
            name: "macOS 14",
            operatingSystem: .macOS14,
            isNCRS: false,
            lines: Array(repeating: "No No No No No No", count: 6)
        ),
        // iPadOS likewise, and only the iPad app may be used on it, only in Safari.
        Expectation(
            name: "iPadOS 17",
            operatingSystem: .iPadOS17,
            isNCRS: true,
            lines: [
                "Na Na Na Na Na Na",
                "Nb Nb Nb Nb Nb Nb",
                "Na Na Na Na Na Na",
                "Nb Nb Nb Nb Nb Nb",
                "Na Ao Na Na Na Na",
                "Nb Nb Nb Nb Nb Nb",
            ]
        ),
        Expectation(
            name: "iPadOS 17",
            operatingSystem: .iPadOS17,
            isNCRS: false,
            lines: Array(repeating: "No No No No No No", count: 6)
        ),
        Expectation(
            name: "Linux",
            operatingSystem: .linux,
            isNCRS: nil,
            lines: Array(repeating: "No No No No No No", count: 6)
        ),
    ]

    /// The nine systems, by hand.
    static let systems = [
        "care-identity-management", "sus", "e-rs", "eps-tracker", "reporting-service", "demographic-application",
        "tes-alert-viewer", "ncrs", "moles-mesh",
    ]

    @Test(arguments: table)
    func hasTheVerdictThatTheReadingsSay(_ expectation: Expectation) throws {
        let systems = Self.systems.filter { system in
            expectation.isNCRS.map { $0 == (system == "ncrs") } ?? true
        }
        try #require(expectation.lines.count == Self.browsers.count)
        for (browser, line) in zip(Self.browsers, expectation.lines) {
            let tokens = line.split(separator: " ").map(String.init)
            try #require(tokens.count == Self.authenticators.count)
            let bench = try Bench(
                operatingSystem: expectation.operatingSystem,
                browser: browser.identity,
                systems: systems,
                authenticators: Self.authenticators
            )
            let cells = bench.cells()
            try #require(cells.count == systems.count * Self.authenticators.count)
            for (index, cell) in cells.enumerated() {
                let expected = tokens[index % tokens.count]
                #expect(token(for: cell) == expected, "\(cell.system), \(browser.name), \(cell.authenticator)")
            }
        }
    }

    @Test
    func theTableHasEveryCombinationOnce() {
        let systemCells = Self.table.reduce(0) { total, expectation in
            total + (expectation.isNCRS.map { $0 ? 1 : 8 } ?? 9)
        }
        #expect(systemCells == 9 * 8)
    }

    private func token(for cell: CellVerdict) -> String {
        let letter =
            switch cell.verdict {
            case .warranted: "W"
            case .warrantedWithAdvice: "A"
            case .notWarranted: "N"
            case .inconclusive: "I"
            }
        guard cell.verdict != .warranted else { return letter }
        let decider =
            switch cell.decidingReason?.rule {
            case "os.status": "o"
            case "browser.status": "b"
            case "authenticator.listing": "a"
            case "windows-11-ceiling": "c"
            case "windows-editions": "i"
            case let other: "(\(other ?? "nothing"))"
            }
        return letter + decider
    }
}

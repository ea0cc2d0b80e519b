import Ledger
import Vocabulary

/// The ledger of a lab that has certified for a year: a hundred cells and five devices in each certification.
public struct HistorySubject: Sendable {
    private let ledger: CertificationLedger
    private let filter: HistoryFilter
    /// The first of the days that are asked about.
    public static let since = "2026-10-26"
    private static let lastDay = 20_782

    /// Fills a ledger.
    ///
    /// - Parameters:
    ///   - certifications: How many, spread evenly over the 365 days that end on 25 November 2026.
    ///   - path: The file; it must not exist.
    /// - Throws: What the ledger says of a file that it cannot write.
    public init(certifications: Int, path: String) throws {
        ledger = try CertificationLedger(at: path)
        filter = HistoryFilter(since: CalendarDate(Self.since))
        var number = 0
        while number < certifications {
            let end = min(number + 500, certifications)
            _ = try ledger.enter((number..<end).map(Self.entry))
            number = end
        }
    }

    /// How many cells the ledger counts in the days that are asked about, and how many devices it saw.
    ///
    /// - Throws: What the ledger says of a file that it cannot read.
    public func ask() throws -> (cells: Int, devices: Int) {
        (try ledger.trend(filter).reduce(0) { $0 + $1.cells }, try ledger.devices(filter).count)
    }

    private static func entry(_ number: Int) -> LedgerEntry {
        let day = CalendarDate(daysSince1970: lastDay - number % 365)
        let digits = String(number)
        var entry = LedgerEntry(
            bundle: String(repeating: "0", count: 64 - digits.count) + digits,
            made: "\(day)T09:00:00Z",
            asOf: day,
            tool: "benchmark",
            build: "build-\(number % 50)",
            edition: "wes-2024-12-20",
            verdict: "inconclusive"
        )
        let verdicts = ["warranted", "not-warranted", "inconclusive"]
        for system in 0..<10 {
            for browser in ["Edge", "Chrome", "Firefox", "Safari", "IE mode"] {
                for authenticator in ["smartcards", "security-keys"] {
                    entry.cells.append(
                        CellOutcome(
                            system: "system-\(system)",
                            browser: browser,
                            authenticator: authenticator,
                            verdict: verdicts[(entry.cells.count * 7 + number) % 3]
                        )
                    )
                }
            }
        }
        entry.sightings = (0..<5)
            .map { device in
                DeviceSighting(
                    model: DeviceModel(kind: "reader", name: "Reader \(device / 2)", usb: "1209:5001", release: "0100"),
                    recording: "0\(device)-reader.jsonl",
                    capturedAt: "\(day)T08:\(10 + number / 365):00Z",
                    troubles: number % 97 == device ? 1 : 0,
                    exchanges: 20,
                    meanMilliseconds: Double(10 + number % 5)
                )
            }
        return entry
    }
}

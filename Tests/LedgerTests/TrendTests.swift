import GRDB
import Ledger
import Testing
import Vocabulary

/// Trends are counted from a few rows for each certification, also in a ledger that was begun without them.
@Suite struct TrendTests {
    static let filters = [
        HistoryFilter(), HistoryFilter(build: "ward-kiosk"), HistoryFilter(device: "sample key"),
        HistoryFilter(system: "ncrs"), HistoryFilter(since: CalendarDate("2026-11-02")),
        HistoryFilter(device: "reader", system: "cis2", until: CalendarDate("2026-11-02")),
    ]

    private static func filled(_ path: String) throws -> CertificationLedger {
        let ledger = try CertificationLedger(at: path)
        _ = try ledger.enter([
            SampleEntries.entry(1, day: 1), SampleEntries.entry(2, day: 2, build: "reception-kiosk"),
            SampleEntries.entry(3, day: 2, verdict: "inconclusive"),
        ])
        return ledger
    }

    @Test(arguments: filters)
    func `no cell is read, and of a range of days no certification outside it`(filter: HistoryFilter) throws {
        let temporary = try TemporaryLedger()
        let plan = try Self.filled(temporary.path).planOfTrend(filter)
        #expect(!plan.contains { $0.contains("cell") }, "\(plan)")
        #expect(plan.contains { $0.hasPrefix("SEARCH v USING PRIMARY KEY (run=? AND system=?") }, "\(plan)")
        guard filter.since != nil || filter.until != nil || filter.build != nil else { return }
        let devices = try CertificationLedger(at: temporary.path).planOfDevices(filter)
        #expect(!(plan + devices).contains { $0.hasPrefix("SCAN") }, "\(plan) \(devices)")
    }

    @Test(arguments: filters)
    func `the counts are those of the cells`(filter: HistoryFilter) throws {
        let temporary = try TemporaryLedger()
        let ledger = try Self.filled(temporary.path)
        let cells = try ledger.trend(filter).map(\.cells).reduce(0, +)
        let runs = try ledger.runs(filter, limit: 10).count
        #expect(cells == runs * (filter.system == nil ? 2 : 1))
    }

    @Test func `a ledger without the counts gets them when it is opened`() throws {
        let temporary = try TemporaryLedger()
        let before = try Self.filled(temporary.path).trend(HistoryFilter())
        try DatabaseQueue(path: temporary.path)
            .write { database in
                try database.execute(
                    sql: """
                        DROP TABLE verdictCount;
                        DELETE FROM grdb_migrations WHERE identifier LIKE '2 %';
                        """
                )
            }
        let again = try CertificationLedger(at: temporary.path)
        #expect(try again.trend(HistoryFilter()) == before && !before.isEmpty)
        #expect(try again.trend(HistoryFilter(system: "ncrs")).map(\.cells) == [1, 1, 1])
        _ = try again.enter([SampleEntries.entry(4, day: 4)])
        #expect(try again.trend(HistoryFilter()).last?.cells == 2)
    }

    @Test func `a ledger without the moments of recordings takes new ones`() throws {
        let temporary = try TemporaryLedger()
        try Self.filled(temporary.path).close()
        try DatabaseQueue(path: temporary.path)
            .write { database in
                try database.execute(
                    sql: """
                        ALTER TABLE sighting DROP COLUMN capturedAt;
                        DELETE FROM grdb_migrations WHERE identifier LIKE '3 %';
                        """
                )
            }
        let again = try CertificationLedger(at: temporary.path)
        #expect(try again.devices(HistoryFilter(device: "reader")).map(\.sightings) == [3])
        _ = try again.enter([SampleEntries.entry(4, day: 4, capturedAt: "2026-11-04T09:00:00Z")])
        #expect(try again.devices(HistoryFilter(device: "reader")).map(\.sightings) == [4])
    }

    @Test func `opening a ledger to read leaves the file as it is`() throws {
        let temporary = try TemporaryLedger()
        try Self.filled(temporary.path).close()
        let before = try FileFacts(temporary.path)
        let ledger = try CertificationLedger(at: temporary.path)
        _ = try ledger.trend(HistoryFilter())
        try ledger.close()
        #expect(try FileFacts(temporary.path) == before)
    }
}

import Foundation
import Ledger
import Testing
import Vocabulary

@Suite struct CertificationLedgerTests {
    @Test func `an entry is read again as it was written`() throws {
        let temporary = try TemporaryLedger()
        let entry = try SampleEntries.entry(1)
        #expect(try CertificationLedger(at: temporary.path).enter([entry]) == 1)
        let runs = try CertificationLedger(at: temporary.path).runs(HistoryFilter(), limit: 10)
        let run = try #require(runs.first)
        #expect(runs.count == 1)
        #expect(run.bundle == entry.bundle && run.made == entry.made && run.asOf == "2026-11-01")
        #expect(run.build == entry.build && run.edition == entry.edition && run.verdict == entry.verdict)
        #expect(run.devices == ["Sample Reader", "Sample Key"])
    }

    @Test func `a bundle is entered once, however often it comes`() throws {
        let temporary = try TemporaryLedger()
        let ledger = try CertificationLedger(at: temporary.path)
        #expect(try ledger.enter([SampleEntries.entry(1), SampleEntries.entry(2)]) == 2)
        #expect(try ledger.enter([SampleEntries.entry(2), SampleEntries.entry(3)]) == 1)
        #expect(try ledger.count() == 3)
    }

    @Test func `the newest comes first, and no more than asked for`() throws {
        let temporary = try TemporaryLedger()
        let ledger = try CertificationLedger(at: temporary.path)
        _ = try ledger.enter([SampleEntries.entry(1, day: 5), SampleEntries.entry(2, day: 9)])
        _ = try ledger.enter([SampleEntries.entry(3, day: 7)])
        #expect(try ledger.runs(HistoryFilter(), limit: 2).map(\.asOf) == ["2026-11-09", "2026-11-07"])
    }

    @Test(arguments: [
        (HistoryFilter(build: "reception-kiosk"), [2]),
        (HistoryFilter(device: "sample key"), [1, 2, 3]),
        (HistoryFilter(device: "072f:90cc"), [1, 2, 3]),
        (HistoryFilter(device: "other"), []),
        (HistoryFilter(system: "ncrs"), [1, 2, 3]),
        (HistoryFilter(system: "soel"), []),
        (HistoryFilter(since: CalendarDate("2026-11-02")), [2, 3]),
        (HistoryFilter(until: CalendarDate("2026-11-02")), [1, 2]),
        (HistoryFilter(since: CalendarDate("2026-11-02"), until: CalendarDate("2026-11-02")), [2]),
        (HistoryFilter(build: "ward-kiosk", since: CalendarDate("2026-11-02")), [3]),
    ])
    func `filters narrow what is listed`(filter: HistoryFilter, expected: [Int]) throws {
        let temporary = try TemporaryLedger()
        let ledger = try CertificationLedger(at: temporary.path)
        _ = try ledger.enter([
            SampleEntries.entry(1, day: 1), SampleEntries.entry(2, day: 2, build: "reception-kiosk"),
            SampleEntries.entry(3, day: 3),
        ])
        let found = try ledger.runs(filter, limit: 10).map { Int($0.bundle.suffix(1)) }
        #expect(found.reversed() == expected)
    }

    @Test func `a trend counts the cells of each day by their verdict`() throws {
        let temporary = try TemporaryLedger()
        let ledger = try CertificationLedger(at: temporary.path)
        _ = try ledger.enter([
            SampleEntries.entry(1, day: 1), SampleEntries.entry(2, day: 2, verdict: "not-warranted"),
        ])
        let all = try ledger.trend(HistoryFilter()).map { "\($0.day) \($0.verdict) \($0.cells)" }
        #expect(all == ["2026-11-01 warranted 2", "2026-11-02 not-warranted 1", "2026-11-02 warranted 1"])
        let one = try ledger.trend(HistoryFilter(system: "ncrs")).map { "\($0.day) \($0.verdict) \($0.cells)" }
        #expect(one == ["2026-11-01 warranted 1", "2026-11-02 not-warranted 1"])
    }

    @Test func `a device that fails now and then is flaky, and one that always fails is not`() throws {
        let temporary = try TemporaryLedger()
        let ledger = try CertificationLedger(at: temporary.path)
        _ = try ledger.enter((1...6).map { try SampleEntries.entry($0, day: $0, troubles: $0 == 3 ? 1 : 0) })
        let devices = try ledger.devices(HistoryFilter())
        #expect(devices.map(\.name) == ["Sample Key", "Sample Reader"])
        #expect(devices.map(\.isFlaky) == [false, true])
        #expect(try ledger.devices(HistoryFilter(device: "reader")).map(\.troubled) == [1])
        let broken = try TemporaryLedger()
        let other = try CertificationLedger(at: broken.path)
        _ = try other.enter((1...6).map { try SampleEntries.entry($0, day: $0, troubles: 1) })
        #expect(try other.devices(HistoryFilter()).contains(where: \.isFlaky) == false)
    }

    @Test func `certifications of one recording are one sighting`() throws {
        let temporary = try TemporaryLedger()
        let ledger = try CertificationLedger(at: temporary.path)
        let moments = ["2026-11-01T09:00:00Z", "2026-11-01T09:00:00Z", "2026-11-02T09:00:00Z", "", ""]
        _ = try ledger.enter(
            moments.enumerated().map { try SampleEntries.entry($0, day: $0 + 1, capturedAt: $1) }
        )
        let devices = try ledger.devices(HistoryFilter(device: "reader"))
        #expect(devices.map(\.sightings) == [4])
        // The replay alone is the sighting where the first one is outside the question.
        let later = try ledger.devices(HistoryFilter(device: "reader", since: CalendarDate("2026-11-02")))
        #expect(later.map(\.sightings) == [4])
    }

    @Test func `a reader whose answers take half as long again is slowing`() throws {
        let temporary = try TemporaryLedger()
        let ledger = try CertificationLedger(at: temporary.path)
        _ = try ledger.enter((1...6).map { try SampleEntries.entry($0, day: $0, milliseconds: $0 > 3 ? 31 : 20) })
        let devices = try ledger.devices(HistoryFilter())
        #expect(devices.filter(\.isSlowing).map(\.name) == ["Sample Reader"])
    }

    @Test func `two of one model have a trend each`() throws {
        let temporary = try TemporaryLedger()
        let ledger = try CertificationLedger(at: temporary.path)
        let entries = try (1...6)
            .map { day in
                var entry = try SampleEntries.entry(day, day: day)
                entry.sightings = (1...2)
                    .map { place in
                        DeviceSighting(
                            model: SampleEntries.reader,
                            recording: "0\(place)-sample-reader.jsonl",
                            troubles: place == 2 && day == 3 ? 1 : 0
                        )
                    }
                return entry
            }
        _ = try ledger.enter(entries)
        let devices = try ledger.devices(HistoryFilter())
        #expect(devices.map(\.place) == [1, 2] && devices.map(\.sightings) == [6, 6])
        #expect(devices.map(\.troubled) == [0, 1] && devices.map(\.isFlaky) == [false, true])
    }
}

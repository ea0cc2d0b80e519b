import Ledger
import Testing
import Vocabulary

/// Certifications as a lab makes them, one a day.
enum SampleEntries {
    static let reader = DeviceModel(kind: "reader", name: "Sample Reader", usb: "072f:90cc", release: "0100")
    static let key = DeviceModel(kind: "security-key", name: "Sample Key", usb: "1050:0407", release: "0543")

    static func entry(
        _ number: Int,
        day: Int = 1,
        build: String = "ward-kiosk",
        verdict: String = "warranted",
        troubles: Int = 0,
        milliseconds: Double = 10,
        capturedAt: String = ""
    ) throws -> LedgerEntry {
        let date = "2026-11-" + (day < 10 ? "0\(day)" : "\(day)")
        var entry = LedgerEntry(
            bundle: String(repeating: "0", count: 60) + String(1000 + number),
            made: "\(date)T09:00:00Z",
            asOf: try #require(CalendarDate(date)),
            tool: "touchstone 0.1.0",
            build: build,
            edition: "wes-2024-12-20",
            verdict: verdict
        )
        entry.sightings = [
            DeviceSighting(
                model: reader,
                recording: "01-sample-reader.jsonl",
                capturedAt: capturedAt,
                troubles: troubles,
                exchanges: 20,
                meanMilliseconds: milliseconds
            ),
            DeviceSighting(model: key, recording: "02-sample-key.jsonl", exchanges: 4, meanMilliseconds: 3),
        ]
        entry.cells = [
            CellOutcome(system: "ncrs", browser: "Edge", authenticator: "smartcards", verdict: verdict),
            CellOutcome(system: "cis2", browser: "Edge", authenticator: "smartcards", verdict: "warranted"),
        ]
        entry.checks = [CheckResult(check: "gi.canonical", recording: "02-sample-key.jsonl", outcome: "passed")]
        return entry
    }
}

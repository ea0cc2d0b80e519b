import ArgumentParser
import Foundation
import Ledger
import TextDocuments
import Vocabulary

/// The command `touchstone history`.
struct HistoryCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Lists past certifications, and how builds and devices change over time.",
        discussion: """
            Every certification of a live bench is entered by itself; `touchstone ledger add` enters others. With --trend \
            the cells are counted by day and verdict, and devices that fail now and then or grow slow are named.

            touchstone history --build ward-kiosk
            touchstone history --device "acr39" --since 2026-11-01
            touchstone history --system ncrs --trend --format csv
            """
    )

    @Option(help: ArgumentHelp("Certifications of this build.", valueName: "id"))
    var build: String?

    @Option(help: ArgumentHelp("A part of a device's name, or its vid:pid.", valueName: "text"))
    var device: String?

    @Option(help: ArgumentHelp("Certifications that judged this system.", valueName: "id"))
    var system: String?

    @Option(help: ArgumentHelp("From this day on (UTC).", valueName: "date"), transform: DateArgument.date)
    var since: CalendarDate?

    @Option(help: ArgumentHelp("Up to this day.", valueName: "date"), transform: DateArgument.date)
    var until: CalendarDate?

    @Flag(help: "Count by day, and look for devices that change.")
    var trend = false

    @Option(help: ArgumentHelp("List no more than this.", valueName: "count"))
    var limit = 50

    @OptionGroup var output: HistoryOutputOptions

    private struct Trend: Encodable {
        let days: [TrendDay]
        let devices: [DeviceTrend]
    }

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit has to be 1 or more") }
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let ledger = try LabArchive().ledger()
        let filter = HistoryFilter(build: build, device: device, system: system, since: since, until: until)
        if trend {
            try show(Trend(days: ledger.trend(filter), devices: ledger.devices(filter)), console)
        } else {
            try show(ledger.runs(filter, limit: limit), console)
        }
        return .ok
    }

    private func show(_ runs: [PastRun], _ console: Console) throws {
        switch output.format {
        case .json:
            console.print(try JSONOutput(schema: "touchstone.history/1", result: runs).text())
        case .csv:
            let head = ["made", "asOf", "build", "edition", "verdict", "devices", "tool", "bundle"]
            let rows = runs.map {
                [
                    $0.made, $0.asOf, $0.build, $0.edition, $0.verdict, $0.devices.joined(separator: "; "), $0.tool,
                    $0.bundle,
                ]
            }
            console.printWhole(([head] + rows).map(CSVText.line).joined())
        case .text:
            guard !runs.isEmpty else { return console.print("No certification in the ledger fits.") }
            let rows = runs.map { [$0.made, $0.build, $0.verdict, $0.devicesInWords] }
            let table = TextTable(header: ["Made", "Build", "Verdict", "Devices"], rows: rows)
            console.print(table.lines().joined(separator: "\n"))
        }
    }

    private func show(_ trend: Trend, _ console: Console) throws {
        switch output.format {
        case .json:
            console.print(try JSONOutput(schema: "touchstone.trend/1", result: trend).text())
        case .csv:
            let rows = trend.days.map { [$0.day, $0.verdict, String($0.cells)] }
            console.printWhole(([["day", "verdict", "cells"]] + rows).map(CSVText.line).joined())
        case .text:
            guard !trend.days.isEmpty else { return console.print("No certification in the ledger fits.") }
            let days = TextTable(
                header: ["Day", "Verdict", "Cells"],
                rows: trend.days.map { [$0.day, $0.verdict, String($0.cells)] }
            )
            let devices = TextTable(header: ["Device", "Seen", "In trouble", "Remark"], rows: trend.devices.map(\.row))
            console.print((days.lines() + [""] + devices.lines()).joined(separator: "\n"))
        }
    }
}

extension PastRun {
    /// Each name once, with how many there were of it.
    fileprivate var devicesInWords: String {
        var counts: [(name: String, count: Int)] = []
        for name in devices {
            if let index = counts.firstIndex(where: { $0.name == name }) {
                counts[index].count += 1
            } else {
                counts.append((name, 1))
            }
        }
        return counts.map { $0.count == 1 ? $0.name : "\($0.count) × \($0.name)" }.joined(separator: ", ")
    }
}

extension DeviceTrend {
    fileprivate var row: [String] {
        var remarks: [String] = []
        if isFlaky { remarks.append("flaky") }
        if isSlowing, let earlierMilliseconds, let laterMilliseconds {
            let (from, to) = (Int(earlierMilliseconds.rounded()), Int(laterMilliseconds.rounded()))
            remarks.append("slowing: answers took \(from) ms and take \(to) ms")
        }
        let title = place == 1 ? name : "\(name), no. \(place)"
        return [title, String(sightings), String(troubled), remarks.joined(separator: "; ")]
    }
}

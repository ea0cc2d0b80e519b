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

            What is listed has the path of its bundle below it, for `touchstone evidence verify` and `show`.

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
        let archive = LabArchive()
        let filter = HistoryFilter(build: build, device: device, system: system, since: since, until: until)
        let ledger = try archive.existingLedger()
        if ledger == nil { console.note("note:  there is no ledger yet: \(archive.ledgerPath)") }
        if trend {
            try show(Trend(days: ledger?.trend(filter) ?? [], devices: ledger?.devices(filter) ?? []), console)
        } else {
            let runs = try ledger?.runs(filter, limit: limit) ?? []
            try show(runs.map { ListedRun($0, in: archive) }, console)
        }
        return .ok
    }

    private func show(_ runs: [ListedRun], _ console: Console) throws {
        switch output.format {
        case .json:
            console.print(try JSONOutput(schema: "touchstone.history/1", result: runs).text())
        case .csv:
            let head = ["made", "asOf", "build", "edition", "verdict", "devices", "tool", "bundle", "path"]
            console.printWhole(([head] + runs.map(\.cells)).map(CSVText.line).joined())
        case .text:
            guard !runs.isEmpty else { return console.print("No certification in the ledger fits.") }
            var table = TextTable(header: ["Made", "Build", "Verdict", "Devices"])
            for listed in runs {
                let run = listed.run
                table.add(run.made, run.build, run.verdict, run.devicesInWords)
                table.add(line: "  " + (listed.path ?? "its bundle is not kept here any more"))
            }
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

/// A certification of the past, and where its bundle lies.
private struct ListedRun: Encodable {
    let run: PastRun
    /// Nil where somebody has taken the bundle away.
    let path: String?

    init(_ run: PastRun, in archive: LabArchive) {
        self.run = run
        let path = archive.path(ofBundle: run.bundle)
        self.path = FileManager.default.fileExists(atPath: path) ? path : nil
    }

    private enum Key: String, CodingKey {
        case path
    }

    func encode(to encoder: any Encoder) throws {
        try run.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(path, forKey: .path)
    }

    var cells: [String] {
        [
            run.made, run.asOf, run.build, run.edition, run.verdict, run.devices.joined(separator: "; "), run.tool,
            run.bundle, path ?? "",
        ]
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

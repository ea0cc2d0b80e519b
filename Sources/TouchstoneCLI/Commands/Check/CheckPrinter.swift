import CheckCatalogue
import Checks
import Foundation
import SafetyGuard
import TextDocuments

/// Prints checks and what came of them, and says how that ended.
struct CheckPrinter {
    let format: OutputFormat
    let console: Console
    /// Whether what passed is listed too, with what was noted of it.
    var isVerbose = false
    /// The highest class that the run allowed.
    var allowance = DangerClass.d0

    /// Checks that are not run.
    func print(_ checks: [CheckDescription]) throws {
        switch format {
        case .json:
            let listing = CheckListing(checks: checks.map(CheckListing.Entry.init))
            console.print(try JSONOutput(schema: "touchstone.checks/1", result: listing).text())
        case .text:
            var table = TextTable(header: ["id", "class", "what holds", "clause"])
            for check in checks { table.add("\(check.id)", "\(check.danger)", check.title, "\(check.clause)") }
            console.print(table.lines().joined(separator: "\n"))
            console.note("\(checks.count) checks")
        }
    }

    /// Results of a run, device by device, behind those of the golden devices.
    func print(_ results: [[CheckResult]], of devices: [String], golden: GoldenRun? = nil) throws -> ExitStatus {
        switch format {
        case .json:
            let document = CheckRunDocument(results, of: devices, golden: golden)
            console.print(try JSONOutput(schema: "touchstone.check/1", result: document).text())
        case .text where devices.isEmpty:
            console.print("No devices are attached.")
        case .text:
            if let golden { printText(golden) }
            for (index, device) in devices.enumerated() {
                printText(results[index], of: "\(index + 1)  \(device)")
            }
            printRest(results.flatMap(\.self))
        }
        return status(of: results.flatMap(\.self))
    }

    /// What made a bench unfit, which is all that there is to say.
    func print(unfit golden: GoldenRun) throws -> ExitStatus {
        if format == .json {
            _ = try print([], of: [], golden: golden)
        } else {
            printText(golden)
            let names = golden.devices.filter { !$0.isFit }.map(\.name).joined(separator: ", ")
            let verdict = "UNFIT: \(names), known to be good, does not pass on this bench. Nothing else was checked."
            console.print(TextTable.wrap(verdict, to: 80).joined(separator: "\n"))
        }
        return .unfit
    }

    private func printText(_ golden: GoldenRun) {
        for device in golden.devices { printText(device.results, of: "golden  \(device.name)") }
    }

    private func printText(_ results: [CheckResult], of device: String) {
        console.print(device)
        var table = TextTable(header: ["check", "outcome", ""])
        let listed = results.filter { isVerbose || $0.outcome.verdict != .passed || $0.outcome.marginal != nil }
        for result in listed {
            let outcome = result.outcome
            let party = outcome.party.map { " (\($0.rawValue))" } ?? ""
            let remarks = [outcome.explanation].compactMap(\.self) + (isVerbose ? result.notes : [])
            table.add("\(result.id)", outcome.word + party, remarks.joined(separator: "; "))
        }
        let waived = results.count { $0.outcome.waived != nil }
        let counts =
            (CheckOutcome.Verdict.allCases
            .map { verdict in
                (verdict.word, results.count { $0.outcome.verdict == verdict && $0.outcome.waived == nil })
            } + [("waived", waived)])
            .filter { $0.1 > 0 }
            .map { "\($0.1) \($0.0)" }
        if !listed.isEmpty {
            console.print(table.lines().joined(separator: "\n"))
        }
        console.print(counts.isEmpty ? "no check is made for this device" : counts.joined(separator: ", ") + "\n")
    }

    /// How many checks were not run, and which option lets them in; nothing where all were.
    private func printRest(_ results: [CheckResult]) {
        let rest = results.filter { $0.outcome.verdict == .notRun }
        guard !rest.isEmpty else { return }
        let barred = rest.count { result in
            allowance < .d1 && result.outcome.party == .person && Catalogue.all[result.id]?.reach == .d1
        }
        var text = rest.count == 1 ? "1 check was not run" : "\(rest.count) checks were not run"
        if barred > 0 {
            let which = barred == rest.count ? (barred == 1 ? "it" : "them") : "\(barred) of them"
            text += ": --danger d1 runs \(which), and asks for touches"
        } else {
            text += "; why stands above"
        }
        console.print(TextTable.wrap("\(text).", to: 80).joined(separator: "\n"))
    }

    /// A failure outweighs what could not be run; the run's own bookkeeping shows nothing of what was asked for.
    private func status(of results: [CheckResult]) -> ExitStatus {
        if results.contains(where: \.outcome.isFailure) { return .failed }
        let isAnyMade = results.contains { Catalogue.all[$0.id] != nil }
        if !isAnyMade, !results.isEmpty {
            console.note("none of the checks that are meant is made on what is attached")
        }
        return results.contains { $0.outcome.verdict == .notRun } || !isAnyMade ? .inconclusive : .ok
    }
}

extension CheckOutcome.Verdict {
    fileprivate var word: String { rawValue.replacing("-", with: " ") }
}

extension CheckOutcome {
    /// The verdict as people read it, with its marks.
    fileprivate var word: String {
        if waived != nil { return "waived" }
        return marginal == nil ? verdict.word : "\(verdict.word), marginal"
    }
}

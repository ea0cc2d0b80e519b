import CheckCatalogue
import Checks
import Foundation
import TextDocuments

/// Prints checks and what came of them, and says how that ended.
struct CheckPrinter {
    let format: OutputFormat
    let console: Console

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

    /// Results of a run, device by device.
    func print(_ results: [[CheckResult]], of devices: [String]) throws -> ExitStatus {
        switch format {
        case .json:
            let document = CheckRunDocument(results, of: devices)
            console.print(try JSONOutput(schema: "touchstone.check/1", result: document).text())
        case .text where devices.isEmpty:
            console.print("No devices are attached.")
        case .text:
            for (index, device) in devices.enumerated() { printText(results[index], of: device, position: index + 1) }
        }
        return Self.status(of: results.flatMap(\.self))
    }

    private func printText(_ results: [CheckResult], of device: String, position: Int) {
        console.print("\(position)  \(device)")
        var table = TextTable(header: ["check", "outcome", ""])
        for result in results where result.outcome.verdict != .passed || result.outcome.marginal != nil {
            let outcome = result.outcome
            let party = outcome.party.map { " (\($0.rawValue))" } ?? ""
            table.add("\(result.id)", outcome.word + party, outcome.reason ?? outcome.marginal ?? "")
        }
        let counts = CheckOutcome.Verdict.allCases
            .map { verdict in (verdict, results.count { $0.outcome.verdict == verdict }) }
            .filter { $0.1 > 0 }
            .map { "\($0.1) \($0.0.rawValue.replacing("-", with: " "))" }
        if results.contains(where: { $0.outcome.verdict != .passed || $0.outcome.marginal != nil }) {
            console.print(table.lines().joined(separator: "\n"))
        }
        console.print(counts.isEmpty ? "no check is made for this device" : counts.joined(separator: ", ") + "\n")
    }

    /// A failure outweighs what could not be run.
    private static func status(of results: [CheckResult]) -> ExitStatus {
        if results.contains(where: \.outcome.isFailure) { return .failed }
        return results.contains { $0.outcome.verdict == .notRun } || results.isEmpty ? .inconclusive : .ok
    }
}

extension CheckOutcome {
    /// The verdict as people read it, with its marks.
    fileprivate var word: String {
        if waived != nil { return "waived" }
        let word = verdict.rawValue.replacing("-", with: " ")
        return marginal == nil ? word : "\(word), marginal"
    }
}

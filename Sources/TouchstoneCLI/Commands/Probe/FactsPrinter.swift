import CapabilityProbe
import DeviceTransport
import FIDOMetadata
import Reports

/// Prints what a probe found, and says how it ended.
struct FactsPrinter {
    let format: OutputFormat
    let console: Console
    /// Whether the command was to find out who vouches for the keys, so that its exit status says what came of it.
    var judges = false

    func print(_ outcomes: [BenchRun.Outcome]) throws -> ExitStatus {
        switch format {
        case .json:
            console.print(try JSONOutput(schema: "touchstone.probe/2", result: FactsListing(outcomes)).text())
        case .text where outcomes.isEmpty:
            console.print("No devices are attached.")
        case .text:
            let texts = outcomes.enumerated()
                .map { index, outcome in
                    FactsText(outcome.facts, title: "\(index + 1)  ", appraisal: outcome.answer?.rows).text
                }
            console.print(texts.joined(separator: "\n\n"))
        }
        for remedy in Self.remedies(for: outcomes) { console.note("hint:  \(remedy)") }
        // One source of metadata for all keys; each may have been asked at another moment.
        if let warning = outcomes.compactMap({ $0.answer?.standing.warning }).last { console.note("note:  \(warning)") }
        return status(of: outcomes)
    }

    /// Each once: a bench full of closed nodes has one cause.
    private static func remedies(for outcomes: [BenchRun.Outcome]) -> [String] {
        var seen: Set<String> = []
        return outcomes.flatMap(\.facts.troubles)
            .compactMap { TransportError.Code(rawValue: $0.code).remedy }
            .filter { seen.insert($0).inserted }
    }

    /// The first trouble decides, then the worst answer of a key.
    ///
    /// A device that was asked and did not answer is no success.
    private func status(of outcomes: [BenchRun.Outcome]) -> ExitStatus {
        let troubles = outcomes.flatMap(\.facts.troubles)
        if let first = troubles.first { return ExitStatus(.init(rawValue: first.code)) }
        let isPINRefused = outcomes.contains { $0.facts.securityKey?.attestation?.isPINRefused == true }
        if isPINRefused { return .noPermission }
        let answers = judges ? outcomes.compactMap { $0.answer.map { ExitStatus($0.conclusion) } } : []
        return [.failed, .inconclusive].first { answers.contains($0) } ?? .ok
    }
}

import ArgumentParser

/// The command `touchstone doctor`.
struct DoctorCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Says whether this bench is ready, and what to do if it is not.",
        discussion: """
            Exit status: 0 ready, 69 something has to be mended first.

            touchstone doctor
            """
    )

    @OptionGroup var timeout: TimeoutOption
    @OptionGroup var output: OutputOptions

    private struct Report: Encodable {
        let isReady: Bool
        let findings: [Finding]
    }

    func execute(_ console: Console) async throws -> ExitStatus {
        let findings = try await Examination(limit: timeout.limit).findings()
        let isReady = !findings.contains { $0.grade == .bad }
        switch output.format {
        case .json:
            let report = Report(isReady: isReady, findings: findings)
            console.print(try JSONOutput(schema: "touchstone.doctor/1", result: report).text())
        case .text:
            for finding in findings { console.print(Self.line(finding, console)) }
            console.print(isReady ? "\nThis bench is ready." : "\nThis bench is not ready.")
        }
        return isReady ? .ok : .unavailable
    }

    private static func line(_ finding: Finding, _ console: Console) -> String {
        let mark =
            switch finding.grade {
            case .good: console.stressed("ok     ", as: .good)
            case .doubtful: console.stressed("note   ", as: .doubtful)
            case .bad: console.stressed("problem", as: .bad)
            }
        let line = "\(mark)  \(finding.subject): \(finding.observation)"
        return finding.remedy.map { "\(line)\n         \($0)" } ?? line
    }
}

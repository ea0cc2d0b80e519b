import ArgumentParser
import DeviceTransport
import Evidence
import FIDOMetadata
import Glibc
import Ledger
import StrictYAML
import WireRecording

/// A subcommand: does its work and says how it ended.
///
/// Errors become one sentence, a hint and an exit status here, in one place, for all commands.
protocol BenchCommand: AsyncParsableCommand, Sendable {
    associatedtype Output: CommandOutput
    var output: Output { get }

    func execute(_ console: Console) async throws -> ExitStatus
}

extension BenchCommand {
    func run() async throws {
        let console = Console(isQuiet: output.quiet)
        let status: ExitStatus
        do {
            status = try await Interruption.cancelling { try await execute(console) }
        } catch let failure as CommandFailure {
            status = report(failure, console)
        } catch let error as TransportError {
            status = error.code == .cancelled ? .interrupted : report(CommandFailure(error), console)
        } catch let error as RecordingError {
            status = report(CommandFailure(error), console)
        } catch let error as EvidenceError {
            status = report(CommandFailure(error), console)
        } catch let error as LedgerError {
            status = report(CommandFailure(error), console)
        } catch let damage as StoredMetadata.Damage {
            status = report(CommandFailure(damage), console)
        } catch let problems as YAMLProblems {
            status = report(CommandFailure(problems), console)
        } catch is CancellationError {
            status = .interrupted
        }
        TerminalEcho.restore()
        // Threads may sit in calls that do not come back; what `exit` tears down they may still use.
        _exit(status.rawValue)
    }

    private func report(_ failure: CommandFailure, _ console: Console) -> ExitStatus {
        console.failure(failure)
        if output.isJSON, let text = try? JSONOutput(schema: "touchstone.error/1", result: failure).text() {
            console.print(text)
        }
        return failure.status
    }
}

extension CommandFailure: Encodable {
    private enum Key: String, CodingKey {
        case code, message, remedy, exitCode
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(code, forKey: .code)
        try container.encode(message, forKey: .message)
        try container.encode(remedy, forKey: .remedy)
        try container.encode(status.rawValue, forKey: .exitCode)
    }
}

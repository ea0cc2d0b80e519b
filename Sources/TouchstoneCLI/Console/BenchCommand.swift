import ArgumentParser
import DeviceTransport
import Glibc

/// A subcommand: does its work and says how it ended.
///
/// Errors become one sentence, a hint and an exit status here, in one place, for all commands.
protocol BenchCommand: AsyncParsableCommand, Sendable {
    associatedtype Output: CommandOutput
    var output: Output { get }
    /// Whether it comes to its end, and to its status, when nobody reads its output any more.
    var outlivesItsReader: Bool { get }

    func execute(_ console: Console) async throws -> ExitStatus
}

extension BenchCommand {
    var outlivesItsReader: Bool { true }

    func run() async throws {
        // Otherwise `| head -1` would have one status or another, by which of the two was quicker.
        if outlivesItsReader { signal(SIGPIPE, SIG_IGN) }
        let console = Console(isQuiet: output.quiet)
        var status: ExitStatus
        do {
            status = try await Interruption.cancelling { try await execute(console) }
        } catch let error as TransportError where error.code == .cancelled {
            status = .interrupted
        } catch is CancellationError {
            status = .interrupted
        } catch {
            guard let failure = CommandFailure(describing: error) else { throw error }
            status = report(failure, console)
        }
        if let loss = StandardOutput.failure, status.isAnswer {
            console.failure(loss)
            status = loss.status
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

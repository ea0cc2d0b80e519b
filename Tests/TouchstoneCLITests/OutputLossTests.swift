import BenchTesting
import Foundation
import Testing

extension EndToEnd {
    /// A result that nobody got is no success; one that nobody wanted more of is.
    struct OutputLossTests {
        /// Commands that succeed on a machine without devices, and one whose answer is no.
        static let commands: [[String]] = [
            ["--version"], ["--help"], ["help", "probe"], ["--generate-completion-script", "bash"],
            ["check", "--list"],
            ["check", "--list", "--markdown"], ["check", "explain", "gi.shape"], ["metadata", "list"],
            ["metadata", "list", "--format", "json"], ["matrix", "show"], ["build", "new"], ["replay", Tool.ward],
            ["replay", Tool.ward, "--format", "json", "--quiet"],
            ["metadata", "show", "00000000-0000-0000-0000-000000000001", "--format", "json"],
        ]

        /// Runs the program by a shell, with what stands behind its arguments.
        private static func run(_ arguments: [String], _ rest: String) async throws -> CommandRun {
            let script = #"set -o pipefail; "$0" "$@" "# + rest
            return try await CommandRun.run("bash", ["-c", script, Tool.path] + arguments)
        }

        @Test(arguments: commands)
        func aFullDiskIsAnError(command: [String]) async throws {
            let run = try await Self.run(command, ">/dev/full")
            #expect(run.exitCode == 74, "\(run)")
            #expect(
                run.errorText.contains("error: standard output cannot be written: no space left on device\nhint:  "),
                "\(run)"
            )
        }

        @Test(arguments: commands)
        func aClosedOutputIsAnError(command: [String]) async throws {
            let run = try await Self.run(command, ">&-")
            #expect(run.exitCode == 74, "\(run)")
            #expect(run.errorText.contains("error: standard output cannot be written: "), "\(run)")
        }

        /// Whoever reads has enough, at once or after a line; the status is that of whoever reads all.
        @Test(arguments: commands, ["| true", "| head -n 1 >/dev/null"])
        func aClosedPipeIsAQuietEnd(command: [String], pipe: String) async throws {
            let whole = try await Self.run(command, ">/dev/null")
            #expect([0, 1].contains(whole.exitCode), "\(whole)")
            let run = try await Self.run(command, pipe)
            #expect(run.exitCode == whole.exitCode && run.errorText == whole.errorText, "\(run) \(whole)")
        }

        /// An error of its own is told with its own status.
        @Test func anErrorStaysTheError() async throws {
            let run = try await Self.run(["attest", "/nonexistent.json", "--format", "json"], ">/dev/full")
            #expect(run.exitCode == 66 && run.errorText.hasPrefix("error: /nonexistent.json"), "\(run)")
        }

        /// The first file that is opened must not take the place of a closed output.
        @Test func aResultGoesIntoNoFile() async throws {
            let folder = try TemporaryFolder()
            let copy = folder.file("copy.jsonl")
            let source = Tool.ward + "/03-touchstone-model-two.jsonl"
            let run = try await Self.run(["record", "redact", source, "--output", copy], "<&- >&- 2>&-")
            #expect(run.exitCode == 74, "\(run)")
            #expect(try await Tool.run(["replay", copy]).exitCode == 0, "the copy is a recording")
        }

        /// A watch has no end of its own, and ends with its reader.
        @Test(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(1)))
        func aWatchEndsWithItsReader() async throws {
            let bench = try await VirtualBenchProcess.start()
            let script = #"set -o pipefail; "$0" devices --watch | head -n 1"#
            let command = try bench.launch("bash", ["-c", script, Tool.path])
            let deadline = ContinuousClock.now + .seconds(20)
            while command.output.isEmpty {
                try #require(ContinuousClock.now < deadline, "nothing was told")
                try await Task.sleep(for: .milliseconds(5))
            }
            // `head` has gone; what comes now, nobody reads.
            _ = try await bench.plugKey()
            _ = try await bench.plugKey()
            let run = command.finish(within: .seconds(20))
            #expect(run.exitCode == 0 && !run.hasTimedOut, "\(run)")
        }
    }
}

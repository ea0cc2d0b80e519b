import BenchTesting
import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// Checks that write on a key and take it back, on the virtual bench.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(10)))
    struct StoringRunTests {
        /// What the level 2 key comes with.
        private static let pin = "246813"
        private let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
        }

        private func wait(_ condition: () -> Bool) async throws {
            let deadline = ContinuousClock.now + .seconds(120)
            while !condition() {
                try #require(ContinuousClock.now < deadline)
                try await Task.sleep(for: .milliseconds(5))
            }
        }

        private func text(_ file: String) -> String { (try? String(contentsOfFile: file, encoding: .utf8)) ?? "" }

        /// Every check up to D2 on a sound key, with somebody who plugs it in again and takes note of the temporary PIN.
        @Test func theWholeCatalogueIsRecordedAndReplayed() async throws {
            let bench = try await VirtualBenchProcess.start()
            var key = try await bench.plugKey(touch: .milliseconds(300))
            let port = key.port
            let terminal = try PseudoTerminal()
            let arguments = ["check", port, "--danger", "d2", "--record", folder.file("out")]
            let command = try bench.launch(
                Tool.path,
                arguments,
                environment: ["TOUCHSTONE_PIN": Self.pin],
                terminal: terminal
            )
            for round in 1...2 {
                try await wait { command.errorText.components(separatedBy: "unplug 1 (port \(port))").count > round }
                key = try await bench.replug(key)
            }
            try await wait { command.errorText.contains("taken note of it") }
            terminal.type("\n")
            let live = await offPool { command.finish(within: .seconds(120)) }
            #expect(live.exitCode == 0, "\(live)")
            let replayed = try await Tool.run(["check", "--replay", folder.file("out")])
            #expect(replayed.exitCode == 0 && replayed.output == live.output, "\(replayed)")
            // The temporary PIN went to the terminal, and neither PIN to what a file could take up.
            #expect(!live.errorText.contains("is about to have the PIN"), "\(live)")
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.file("out"))
            for file in files { #expect(!text(folder.file("out/\(file)")).contains(Self.pin), "\(file)") }
            #expect(!live.output.contains(Self.pin) && !live.errorText.contains(Self.pin))
        }

        /// With nobody at a terminal the PIN is left alone, and the rest is done.
        @Test func withoutATerminalThePINIsNotChanged() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(touch: .milliseconds(150))
            let chosen = ["check", key.port, "--danger", "d2", "--only", "cp.change", "--only", "cm.*"]
            let run = try await bench.touchstone(chosen, environment: ["TOUCHSTONE_PIN": Self.pin])
            #expect(run.exitCode == 2 && run.output.contains("nobody is at a terminal"), "\(run)")
            #expect(run.output.contains("1 not run"), "\(run)")
            let silent = try await bench.touchstone(chosen)
            #expect(silent.exitCode == 2 && silent.output.contains("nobody is there to give the PIN"), "\(silent)")
        }

        /// Killed with a credential on the key: the file says so, and going on deletes it.
        @Test func whatAKilledRunHasLeftIsDeleted() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(touch: .milliseconds(700))
            let file = folder.file("killed.journal")
            let chosen = ["check", key.port, "--danger", "d2", "--only", "cm.enum"]
            let pin = ["TOUCHSTONE_PIN": Self.pin]
            let command = try bench.launch(Tool.path, chosen + ["--results", file], environment: pin)
            try await wait { text(file).contains("\"trace\":\"made\"") }
            command.send(signal: SIGKILL)
            _ = await offPool { command.finish(within: .seconds(20)) }
            #expect(!text(file).contains("\"trace\":\"gone\""))
            let resumed = try await bench.touchstone(["check", "--resume", file], environment: pin)
            #expect(resumed.exitCode == 0, "\(resumed)")
            #expect(resumed.errorText.contains("credentials of this run may be left on it"), "\(resumed)")
            let counted = try await bench.touchstone(
                ["check", key.port, "--danger", "d2", "--only", "cm.meta", "--format", "json"],
                environment: pin
            )
            #expect(counted.exitCode == 0 && counted.output.contains("0 credentials, room for 96"), "\(counted)")
        }

        /// Stopped while a key waits for the touch: the request is taken back, and what was stored before is deleted.
        @Test func anInterruptLeavesNothing() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(touch: .milliseconds(1500))
            let file = folder.file("stopped.journal")
            let chosen = ["check", key.port, "--danger", "d2", "--only", "cm.enum", "--results", file]
            let command = try bench.launch(Tool.path, chosen, environment: ["TOUCHSTONE_PIN": Self.pin])
            try await wait { text(file).components(separatedBy: "\"trace\":\"expected\"").count > 2 }
            command.send(signal: SIGINT)
            let run = await offPool { command.finish(within: .seconds(30)) }
            #expect(run.exitCode == 130, "\(run)")
            #expect(text(file).components(separatedBy: "\"trace\":\"gone\"").count == 3, "\(text(file))")
            #expect(
                text(file)
                    .contains(
                        "\"id\":\"run.undone\",\"milliseconds\":0,\"notes\":[],\"outcome\":{\"verdict\":\"passed\"}"
                    )
            )
        }

        /// D2 is nobody's default, and no more than D2 comes of `--danger`.
        @Test func itIsOptIn() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey()
            let refused = try await bench.touchstone(["check", key.port, "--danger", "d1", "--only", "mc.rk"])
            #expect(refused.exitCode == 77 && refused.errorText.contains("--danger d2 allows more"), "\(refused)")
            let more = try await bench.touchstone(["check", key.port, "--danger", "d3"])
            #expect(more.exitCode == 64 && more.errorText.contains("--danger takes d0, d1 or d2"), "\(more)")
        }
    }
}

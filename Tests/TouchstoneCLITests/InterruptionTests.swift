import BenchTesting
import Glibc
import Testing

extension EndToEnd {
    /// Ctrl-C leaves nothing half made.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(2)))
    struct InterruptionTests {
        /// Starts a command that has a mute key to wait for, and interrupts it in the middle.
        private func interrupted(
            _ arguments: [String],
            when isUnderWay: (TemporaryFolder) throws -> Bool
        ) async throws -> (run: CommandRun, folder: TemporaryFolder, duration: Duration) {
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugKey(faults: ["mute"])
            try await bench.insertCard(into: bench.plugReader())
            let folder = try TemporaryFolder()
            let command = try bench.launch(Tool.path, arguments + ["--timeout", "60", "--output", folder.file("out")])
            let deadline = ContinuousClock.now + .seconds(20)
            while try !isUnderWay(folder) {
                try #require(ContinuousClock.now < deadline, "it did not begin: \(command.output)\(command.errorText)")
                try await Task.sleep(for: .milliseconds(5))
            }
            let start = ContinuousClock.now
            command.send(signal: SIGINT)
            let run = command.finish(within: .seconds(10))
            return (run, folder, ContinuousClock.now - start)
        }

        @Test func certifyLeavesNoFolder() async throws {
            let (run, folder, duration) = try await interrupted(["certify", Tool.build("ward-kiosk")]) { folder in
                try folder.names().contains { $0.hasPrefix("out.incomplete-") }
            }
            #expect(run.exitCode == 130 && run.signal == nil, "\(run)")
            #expect(duration < .milliseconds(500))
            #expect(try folder.names().isEmpty)
            #expect(run.output.isEmpty)
            print("certify: interrupted within \(duration)")
        }

        /// A key that waits for a touch is told that nobody waits for it any more, so that it stops blinking.
        @Test func theTouchIsTakenBack() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey()
            let folder = try TemporaryFolder()
            let arguments = ["record", key.port, "--attest", "--touch-timeout", "60", "--output", folder.file("out")]
            let command = try bench.launch(Tool.path, arguments)
            let recording = "out/01-touchstone-model-two.jsonl"
            let deadline = ContinuousClock.now + .seconds(20)
            while (try? folder.text(recording))?.contains(#""kind":"keepalive""#) != true {
                try #require(ContinuousClock.now < deadline, "\(command.output)\(command.errorText)")
                try await Task.sleep(for: .milliseconds(5))
            }
            let start = ContinuousClock.now
            command.send(signal: SIGINT)
            #expect(command.finish(within: .seconds(10)).exitCode == 130)
            #expect(ContinuousClock.now - start < .milliseconds(500))
            // CTAPHID_CANCEL is command 11, and what the recorder has written was sent.
            let last = try folder.text(recording).split(separator: "\n").last { $0.contains(#""kind":"request""#) }
            #expect(last?.contains(#""cmd":"11""#) == true, "\(last ?? "")")
        }

        /// What was written of a recording stays, and says that it is not all.
        @Test func recordLeavesRecordingsThatSaySo() async throws {
            let (run, folder, duration) = try await interrupted(["record"]) { folder -> Bool in
                let begun = try? folder.text("out/01-touchstone-model-two.jsonl")
                return begun?.contains(#""kind":"request""#) == true
            }
            #expect(run.exitCode == 130 && run.signal == nil, "\(run)")
            #expect(duration < .milliseconds(500))
            let replay = try await Tool.run(["replay", folder.file("out/01-touchstone-model-two.jsonl")])
            #expect(replay.errorText.contains("incomplete"), "\(replay)")
            #expect(replay.exitCode == 65, "\(replay)")
        }

        /// As a shell starts it in the background: the interrupt is for others.
        @Test func anIgnoredInterruptStaysIgnored() async throws {
            let bench = try await VirtualBenchProcess.start()
            let script = "trap '' INT; exec \"$0\" devices --watch --format json"
            let watch = try bench.launch("/bin/sh", ["-c", script, Tool.path])
            try await watch.waitForOutput { $0.split(separator: "\n").count { $0.contains(#""settled""#) } == 2 }
            watch.send(signal: SIGINT)
            let key = try await bench.plugKey()
            try await watch.waitForOutput { $0.contains(key.node) }
            watch.send(signal: SIGTERM)
            #expect(watch.finish(within: .seconds(10)).exitCode == 130)
        }
    }
}

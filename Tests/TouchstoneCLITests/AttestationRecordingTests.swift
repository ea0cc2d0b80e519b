import BenchTesting
import Foundation
import Testing

extension EndToEnd {
    /// What a key answers when it is asked who vouches for it is recorded, and appraised the same from the recording.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(3)))
    struct AttestationRecordingTests {
        private let folder: TemporaryFolder

        init() async throws {
            folder = try TemporaryFolder()
            let run = try await CommandRun.run(
                BuildFolder.program("virtual-bench"),
                ["--metadata", folder.file("metadata")]
            )
            #expect(run.exitCode == 0, "\(run)")
        }

        private var metadata: [String] {
            ["--metadata", folder.file("metadata/blob.jwt"), "--anchor", folder.file("metadata/root.der")]
        }

        /// Records the one key of a bench, and replays what was recorded.
        private func recordAndReplay(
            model: String,
            pin: String? = nil,
            touch: Duration?,
            environment: [String: String] = [:],
            status: Int32 = 0,
            _ arguments: [String] = []
        ) async throws -> (recorded: CommandRun, replayed: CommandRun, duration: Duration) {
            let bench = try await VirtualBenchProcess.start()
            let serial = USBTraits(serial: "SECRET-41")
            _ = try await bench.plugKey(model: model, pin: pin, touch: touch, serial)
            let recordings = folder.file("recordings")
            let recorded = try await bench.touchstone(
                ["record", "--attest", "-o", recordings, "--format", "json"] + arguments + metadata,
                environment: environment
            )
            #expect(recorded.exitCode == status, "\(recorded)")
            let start = ContinuousClock.now
            let replayed = try await Tool.run(["replay", recordings, "--format", "json"] + metadata)
            return (recorded, replayed, ContinuousClock.now - start)
        }

        @Test(arguments: [
            "level2", "level1", "self-attested", "impostor", "revoked", "victim", "u2f", "enterprise",
        ])
        func replayGivesTheSameAppraisal(model: String) async throws {
            let (recorded, replayed, _) = try await recordAndReplay(model: model, touch: .milliseconds(150))
            #expect(replayed.exitCode == 0, "\(replayed)")
            #expect(replayed.output.contains(#""outcome" : "given""#), "\(replayed)")
            #expect(recorded.outputWithoutMaking == replayed.outputWithoutMaking)
            #expect(!replayed.errorText.contains("touch 1 ("), "nobody has to touch a recording")
            let again = try await Tool.run(
                ["probe", "replay:\(folder.file("recordings"))", "--format", "json"] + metadata
            )
            #expect(again.outputWithoutMaking == recorded.outputWithoutMaking)
        }

        /// The time for a touch that nobody gave passes once, and not again at each replay.
        @Test(arguments: ["level2", "u2f"])
        func aTouchThatNeverCameIsNotWaitedForAgain(model: String) async throws {
            let (recorded, replayed, duration) = try await recordAndReplay(
                model: model,
                touch: nil,
                ["--touch-timeout", "2"]
            )
            #expect(replayed.exitCode == 0, "\(replayed)")
            #expect(replayed.output.contains(#""outcome" : "refused""#), "\(replayed)")
            #expect(recorded.outputWithoutMaking == replayed.outputWithoutMaking)
            // libfido2 pauses between its questions to a key of U2F; the pauses of the other are the recording's.
            if model == "level2" { #expect(duration < .seconds(1)) }
        }

        /// Nothing of the PIN is in the recording, so that the replay has a ceremony of its own, and the same outcome.
        @Test(arguments: [("135724", Int32(0)), ("999999", 77)])
        func replayHoldsTheCeremonyOfAPINAgain(given: String, status: Int32) async throws {
            let (recorded, replayed, _) = try await recordAndReplay(
                model: "level1",
                pin: "135724",
                touch: .milliseconds(150),
                environment: ["TOUCHSTONE_PIN": given],
                status: status
            )
            #expect(replayed.exitCode == status, "\(replayed)")
            #expect(replayed.output.contains(#""usedPIN" : true"#), "\(replayed)")
            #expect(recorded.outputWithoutMaking == replayed.outputWithoutMaking)
        }

        @Test func aKeyThatWasNotAskedIsNotAskedAtReplayEither() async throws {
            let (recorded, replayed, _) = try await recordAndReplay(
                model: "level1",
                pin: "135724",
                touch: .milliseconds(150)
            )
            #expect(replayed.output.contains("it demands its PIN"), "\(replayed)")
            #expect(recorded.outputWithoutMaking == replayed.outputWithoutMaking)
        }

        @Test func modeSaysWhatIsRecorded() async throws {
            let bench = try await VirtualBenchProcess.start()
            let output = folder.file("recordings")
            func record(_ mode: String) async throws -> CommandRun {
                try await bench.touchstone(["record", "--mode", mode, "-o", output])
            }
            _ = try await bench.plugReader()
            #expect(try await record("none").exitCode == 66, "there is nothing to replay")
            #expect(try await record("once").errorText.contains("recorded \(output)/01-"))
            #expect(try await record("once").errorText.contains("replayed \(output)/01-"))
            #expect(try await record("none").errorText.contains("replayed \(output)/01-"))
            #expect(try await record("all").exitCode == 74, "none is overwritten")
            _ = try await bench.plugKey()
            let run = try await record("new")
            #expect(run.exitCode == 0 && run.errorText.contains("recorded \(output)/02-"), "\(run)")
            #expect(run.errorText.contains("replayed \(output)/01-"), "\(run)")
        }

        /// Each recording has a seed of its own, 32 bytes, and only where it was needed.
        @Test func seedIsMadeForEachRecording() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugKey(touch: .milliseconds(150))
            _ = try await bench.plugKey(model: "level1", touch: .milliseconds(150))
            _ = try await bench.plugReader()
            #expect(
                try await bench.touchstone(["record", "--attest", "-o", folder.file("a")] + metadata).exitCode == 0
            )
            #expect(try await bench.touchstone(["record", "-o", folder.file("b")]).exitCode == 0)
            func seeds(_ name: String) throws -> [String?] {
                try FileManager.default.contentsOfDirectory(atPath: folder.file(name)).sorted()
                    .map { file in
                        let header = try folder.text("\(name)/\(file)").prefix { $0 != "\n" }
                        return header.firstMatch(of: /"seed":"([0-9a-f]{64})"/).map { String($0.output.1) }
                    }
            }
            let asked = try seeds("a")
            #expect(asked.count == 3 && asked.filter { $0 == nil }.count == 1, "\(asked)")
            #expect(Set(asked).count == 3)
            #expect(try seeds("b").allSatisfy { $0 == nil })
        }
    }
}

import BenchTesting
import Foundation
import Testing

extension EndToEnd {
    /// `probe --attest` on the virtual bench: keys that all claim Level 2 of themselves, told apart by who vouches.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(3)))
    struct AttestationTests {
        struct Case: CustomTestStringConvertible {
            let model: String
            let isAttested: Bool
            /// In the first sentence on who vouches.
            let vouching: String
            let level: String?
            /// As of `attest`: an answer that says no is 1, one that nobody can judge is 2.
            var exitCode: Int32 = 0

            var testDescription: String { model }

            static let all = [
                Case(model: "level2", isAttested: true, vouching: "Attested (packed)", level: "L2"),
                Case(model: "level1", isAttested: true, vouching: "Attested (packed)", level: "L1"),
                Case(
                    model: "self-attested",
                    isAttested: false,
                    vouching: "vouches for itself",
                    level: nil,
                    exitCode: 1
                ),
                Case(
                    model: "impostor",
                    isAttested: false,
                    vouching: "Impostor Test Vendor Root",
                    level: "L2",
                    exitCode: 1
                ),
                Case(model: "revoked", isAttested: true, vouching: "Attested (packed)", level: nil),
                Case(model: "u2f", isAttested: false, vouching: "(fido-u2f)", level: nil, exitCode: 2),
                Case(model: "enterprise", isAttested: true, vouching: "Attested (packed)", level: "L2"),
            ]
        }

        private struct Listing: Decodable {
            struct Appraisal: Decodable {
                let isAttested: Bool
                let vouching: [String]
                let level: String?
                let claimedLevel: String?
                let isFresh: Bool?
                let freshness: String
            }
            struct Device: Decodable { let appraisal: Appraisal? }
            struct Result: Decodable { let devices: [Device] }
            let schema: String
            let result: Result
        }

        private let folder: TemporaryFolder

        init() async throws {
            folder = try TemporaryFolder()
            let run = try await CommandRun.run(BuildFolder.program("virtual-bench"), ["--metadata", folder.path])
            #expect(run.exitCode == 0, "\(run)")
        }

        private var metadata: [String] {
            ["--metadata", folder.file("blob.jwt"), "--anchor", folder.file("root.der")]
        }

        private func appraisal(
            _ bench: VirtualBenchProcess,
            _ arguments: [String],
            exitCode: Int32
        ) async throws -> Listing.Appraisal {
            let run = try await bench.touchstone(["probe", "--attest", "--format", "json"] + metadata + arguments)
            #expect(run.exitCode == exitCode, "\(run)")
            let listing = try JSONDecoder().decode(Listing.self, from: Data(run.outputBytes))
            #expect(listing.schema == "touchstone.probe/2")
            return try #require(listing.result.devices.first?.appraisal)
        }

        @Test(arguments: Case.all)
        func isToldApart(test: Case) async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(model: test.model, touch: .milliseconds(150))
            let appraisal = try await appraisal(bench, [key.port], exitCode: test.exitCode)
            #expect(appraisal.isAttested == test.isAttested, "\(appraisal)")
            #expect(appraisal.vouching.first?.contains(test.vouching) == true, "\(appraisal)")
            // The level of a claim cannot be taken for the key's.
            #expect(appraisal.level == (test.isAttested ? test.level : nil), "\(appraisal)")
            #expect(appraisal.claimedLevel == (test.isAttested ? nil : test.level), "\(appraisal)")
            #expect(appraisal.isFresh == true && appraisal.freshness.hasPrefix("fresh on "), "\(appraisal)")
        }

        /// The level of a model that a key only claims to be is not told as the key's.
        @Test(arguments: [("impostor", "level of the claim"), ("level2", "level")])
        func aLevelIsToldOfTheClaimOrOfTheKey(model: String, row: String) async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(model: model, touch: .milliseconds(150))
            let run = try await bench.touchstone(["probe", "--attest", key.port] + metadata)
            let lines = run.lines.filter { $0.contains("Certified at L2") }
            #expect(lines.count == 1 && lines[0].split(separator: "  ").first.map(String.init) == row, "\(run)")
        }

        /// The wait ends, the key is told so, and it answers the next question.
        @Test func nobodyTouchesIt() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(model: "level2")
            let appraisal = try await appraisal(bench, ["--touch-timeout", "1", key.port], exitCode: 2)
            #expect(
                !appraisal.isAttested && appraisal.vouching.first?.contains("nobody touched the key in time") == true,
                "\(appraisal)"
            )
            let again = try await bench.touchstone(["probe", key.port])
            #expect(again.exitCode == 0, "\(again)")
        }

        /// No PIN is ever sent, so the tries stay as they were.
        @Test func aKeyThatDemandsItsPINIsNotAsked() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(model: "level1", pin: "135724", touch: .milliseconds(150))
            let run = try await bench.touchstone(["probe", "--attest", key.port] + metadata)
            #expect(run.exitCode == 2, "\(run)")
            #expect(ProbeRows(run)["who vouches"]?.contains("it demands its PIN") == true, "\(run)")
            #expect(ProbeRows(run)["PIN retries"] == "8", "\(run)")
            #expect(!run.errorText.contains("touch"), "\(run)")
        }

        /// Without a BLOB the level may be known, and still nobody vouches.
        @Test func theBuiltInTableAttestsNobody() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(model: "level2", touch: .milliseconds(150))
            let run = try await bench.touchstone(["probe", "--attest", key.port, "--anchor", folder.file("root.der")])
            #expect(ProbeRows(run)["who vouches"]?.hasPrefix("Not attested") == true, "\(run)")
            #expect(ProbeRows(run)["source"]?.hasPrefix("the built-in table") == true, "\(run)")
            #expect(ProbeRows(run)["freshness"]?.hasPrefix("no BLOB is at hand") == true, "\(run)")
            #expect(run.exitCode == 2, "nobody said no: \(run)")
        }

        /// Of several keys the worst answer counts, and one that says no is worse than none.
        @Test func theWorstAnswerIsTheStatus() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugKey(model: "level2", touch: .milliseconds(150))
            _ = try await bench.plugKey(model: "u2f", touch: .milliseconds(150))
            #expect(try await bench.touchstone(["probe", "--attest"] + metadata).exitCode == 2)
            _ = try await bench.plugKey(model: "impostor", touch: .milliseconds(150))
            #expect(try await bench.touchstone(["probe", "--attest"] + metadata).exitCode == 1)
            // Whoever only looks is told of no failure.
            #expect(try await bench.touchstone(["probe"]).exitCode == 0)
        }

        /// A recording is made, and matches, whatever the key says; the question has the answer for a status.
        @Test func aRecordingAnswersAsTheKeyDid() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(model: "impostor", touch: .milliseconds(150))
            let recordings = folder.file("recordings")
            let recorded = try await bench.touchstone(["record", "--attest", "-o", recordings, key.port] + metadata)
            #expect(recorded.exitCode == 0, "\(recorded)")
            #expect(try await Tool.run(["replay", recordings] + metadata).exitCode == 0)
            #expect(try await Tool.run(["probe", "replay:\(recordings)"] + metadata).exitCode == 1)
        }

        /// Nobody is prompted who is not to be, at no terminal and away from one; what is missing is said.
        @Test(arguments: ["probe", "record"])
        func nobodyIsPromptedForATouchWhoIsNotToBe(command: String) async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(model: "level2", touch: .milliseconds(150))
            let output = command == "record" ? ["-o", folder.file("recordings")] : []
            let arguments = [command, "--attest", "--non-interactive", key.port] + output + metadata
            let terminal = try PseudoTerminal()
            for run in [
                try bench.launch(Tool.path, arguments, terminal: terminal).finish(within: .seconds(30)),
                command == "probe" ? try await bench.touchstone(arguments) : nil,
            ]
            .compactMap(\.self) {
                #expect(run.exitCode == (command == "probe" ? 2 : 0), "\(run)")
                #expect(!run.errorText.contains("within"), "\(run)")
                #expect(run.errorText.contains("--non-interactive asks nobody"), "\(run)")
                #expect(ProbeRows(run)["who vouches"] == "Not attested: nobody asked the key.", "\(run)")
            }
            guard command == "record" else { return }
            let replayed = try await Tool.run(["replay", folder.file("recordings")])
            #expect(replayed.exitCode == 0, "\(replayed)")
        }
    }
}

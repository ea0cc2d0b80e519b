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

            var testDescription: String { model }

            static let all = [
                Case(model: "level2", isAttested: true, vouching: "Attested (packed)", level: "L2"),
                Case(model: "level1", isAttested: true, vouching: "Attested (packed)", level: "L1"),
                Case(model: "self-attested", isAttested: false, vouching: "vouches for itself", level: nil),
                Case(model: "impostor", isAttested: false, vouching: "Impostor Test Vendor Root", level: "L2"),
                Case(model: "revoked", isAttested: true, vouching: "Attested (packed)", level: nil),
                Case(model: "u2f", isAttested: false, vouching: "(fido-u2f)", level: nil),
                Case(model: "enterprise", isAttested: true, vouching: "Attested (packed)", level: "L2"),
            ]
        }

        private struct Listing: Decodable {
            struct Appraisal: Decodable {
                let isAttested: Bool
                let vouching: [String]
                let level: String?
            }
            struct Device: Decodable { let appraisal: Appraisal? }
            struct Result: Decodable { let devices: [Device] }
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

        private func appraisal(_ bench: VirtualBenchProcess, _ arguments: [String]) async throws -> Listing.Appraisal {
            let run = try await bench.touchstone(["probe", "--attest", "--format", "json"] + metadata + arguments)
            #expect(run.exitCode == 0, "\(run)")
            let devices = try JSONDecoder().decode(Listing.self, from: Data(run.outputBytes)).result.devices
            return try #require(devices.first?.appraisal)
        }

        @Test(arguments: Case.all)
        func isToldApart(test: Case) async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(model: test.model, touch: .milliseconds(150))
            let appraisal = try await appraisal(bench, [key.port])
            #expect(appraisal.isAttested == test.isAttested, "\(appraisal)")
            #expect(appraisal.vouching.first?.contains(test.vouching) == true, "\(appraisal)")
            #expect(appraisal.level == test.level, "\(appraisal)")
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
            let appraisal = try await appraisal(bench, ["--touch-timeout", "1", key.port])
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
            #expect(run.exitCode == 0, "\(run)")
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
        }
    }
}

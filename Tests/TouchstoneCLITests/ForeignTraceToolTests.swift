import BenchTesting
import FixtureSupport
import Foundation
import Testing

extension EndToEnd {
    /// Foreign keys, imported and put behind a node of the bench, are asked by the unmodified tools of libfido2 for what
    /// their sidecars say, and the tools come to what they came to then.
    ///
    /// A difference in any byte of a request makes the key mute, so that the tool cannot come to the same.
    @Suite(
        .enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"),
        .enabled(if: Availability.hasTool("fido2-assert"), "the tools of libfido2 are not installed"),
        .enabled(if: SharedData.folder != nil, "../shared/data is not there"),
        .timeLimit(.minutes(5))
    )
    struct ForeignTraceToolTests {
        /// Every trace without a PIN that was made with these tools alone and to its end.
        ///
        /// Those that take requests back or exclude credentials were made with another program, and the one left out by name
        /// was killed.
        static let traces: [String] = {
            guard let root = SharedData.folder else { return [] }
            let scenarios: Set = ["01", "02", "03", "04", "06", "07", "19", "20", "21", "22", "22b", "25"]
            return ["canokey-fido", "solo1"]
                .flatMap { subject -> [String] in
                    let files = try? FileManager.default.contentsOfDirectory(
                        atPath: "\(root)/traces/ctaphid/\(subject)"
                    )
                    return (files ?? []).filter { $0.hasSuffix(".jsonl") }.sorted()
                        .map { "\(subject)/\($0.dropLast(6))" }
                }
                .filter { name in
                    name != "solo1/22-touch-1500ms-u2f"
                        && scenarios.contains { name.contains("/\($0)-") }
                }
        }()

        private struct Sidecar: Decodable {
            struct Step: Decodable {
                let cmd: String
                let rc: Int32
                let stdout: String
                let input_files: [String: String]?
                let output_files: [String: String]?
            }
            let device: String
            let steps: [Step]
        }

        @Test func thereAreSome() { #expect(Self.traces.count == 22) }

        @Test(arguments: traces) func theToolsComeToTheSame(trace: String) async throws {
            let name = "traces/ctaphid/\(trace)"
            guard let bytes = try SharedData.bytes("\(name).json"), let root = SharedData.folder else { return }
            let sidecar = try JSONDecoder().decode(Sidecar.self, from: Data(bytes))
            let folder = try TemporaryFolder()
            let recording = folder.file("key.jsonl")
            let imported = try await Tool.run(["record", "import", "\(root)/\(name).jsonl", "--output", recording])
            #expect(imported.exitCode == 0, "\(imported)")
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(replaying: recording)
            var asked = 0
            for step in sidecar.steps where step.cmd.contains(sidecar.device) {
                let (program, arguments) = try Self.command(step.cmd, device: sidecar.device, node: key.node)
                let run = try await bench.run(program, arguments, input: step.input_files?.values.first ?? "")
                #expect(run.exitCode == step.rc, "\(step.cmd): \(run)")
                // The tools do not cut the files that they write over, so an older one's end may be behind.
                let output = (step.output_files?.values.first ?? step.stdout)
                    .replacingOccurrences(of: sidecar.device, with: key.node)
                let isWhole = step.output_files == nil ? output == run.output : output.hasPrefix(run.output)
                #expect(isWhole && (step.rc != 0 || run.output.isEmpty == output.isEmpty), "\(step.cmd): \(run)")
                asked += 1
            }
            #expect(asked > 0)
        }

        /// One other character in what is asked, and the tool gets no answer: the comparison is not an empty one.
        @Test(arguments: traces.filter { $0.hasSuffix("/02-makecred-nopin") })
        func anotherRequestIsNotAnswered(trace: String) async throws {
            let name = "traces/ctaphid/\(trace)"
            guard let bytes = try SharedData.bytes("\(name).json"), let root = SharedData.folder else { return }
            let sidecar = try JSONDecoder().decode(Sidecar.self, from: Data(bytes))
            let folder = try TemporaryFolder()
            let recording = folder.file("key.jsonl")
            _ = try await Tool.run(["record", "import", "\(root)/\(name).jsonl", "--output", recording])
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(replaying: recording)
            let step = try #require(sidecar.steps.first)
            let (program, arguments) = try Self.command(step.cmd, device: sidecar.device, node: key.node)
            let input = try #require(step.input_files?.values.first).replacingOccurrences(of: "alice", with: "alicf")
            let run = try await bench.run(program, arguments, input: input, within: .seconds(3))
            #expect(run.exitCode != 0 && run.output.isEmpty, "\(run)")
        }

        /// The words behind the environment, without the names of files: those are standard input and output here.
        private static func command(
            _ line: String,
            device: String,
            node: String
        ) throws -> (program: String, arguments: [String]) {
            var words = line.split(separator: " ").map(String.init)
            words.removeFirst(words.firstIndex { !$0.contains("=") } ?? 0)
            while let place = words.firstIndex(where: { $0 == "-i" || $0 == "-o" }) {
                words.removeSubrange(place...min(place + 1, words.count - 1))
            }
            let program = try #require(words.first)
            return (program, words.dropFirst().map { $0 == device ? node : $0 })
        }
    }
}

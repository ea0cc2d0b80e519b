import BenchTesting
import Foundation
import Testing

extension EndToEnd {
    /// Certifications that are killed at any moment leave a whole bundle or none, and a ledger that opens.
    struct CertificationKillTests {
        private static let count = 200

        @Test(.timeLimit(.minutes(10)))
        func killedAtAnyMomentItLeavesAllOrNothing() async throws {
            let folder = try TemporaryFolder()
            let environment = ["XDG_DATA_HOME": folder.file("data")]
            func arguments(_ name: String) -> [String] {
                [
                    "certify", Tool.build("ward-kiosk"), "--replay", Tool.ward, "-o", folder.file("kept/\(name)"),
                    "--ledger", "--quiet",
                ]
            }
            try FileManager.default.createDirectory(atPath: folder.file("kept"), withIntermediateDirectories: true)
            let whole = try await CommandRun.run(Tool.path, arguments("whole"), environment: environment)
            #expect(whole.exitCode == 0, "\(whole)")

            // Moments all over the run, and a little beyond, since later runs may be slower than the first.
            var killed = 0
            var finished = [folder.file("kept/whole")]
            for number in 0..<Self.count {
                let moment = whole.duration * Double.random(in: 0...1.2)
                let name = number.isMultiple(of: 2) ? "run-\(number)" : "run-\(number).tar"
                let command = try RunningCommand(Tool.path, arguments(name), environment: environment)
                let run = await offPool { command.finish(within: moment) }
                if run.hasTimedOut { killed += 1 } else { finished.append(folder.file("kept/\(name)")) }
            }
            #expect(killed > Self.count / 2, "only \(killed) of \(Self.count) were killed before their end")

            // What finished is in the ledger, and what has a final name is whole: adding checks every digest.
            let entered = try await run(["ledger", "add"] + finished, environment)
            #expect(entered.lines == ["\(finished.count) bundle(s), 0 of them new"], "\(entered)")
            let names = try folder.names(in: "kept").filter { !$0.contains(".incomplete-") }
            #expect(names.count >= finished.count)
            let added = try await run(["ledger", "add", folder.file("kept")], environment)
            #expect(added.exitCode == 0 && added.output.hasPrefix("\(names.count) bundle(s)"), "\(added)")
            let check = try await run(["ledger", "check"], environment)
            #expect(check.exitCode == 0, "\(check)")
        }

        private func run(_ arguments: [String], _ environment: [String: String]) async throws -> CommandRun {
            try await CommandRun.run(Tool.path, arguments, environment: environment, within: .seconds(60))
        }
    }
}

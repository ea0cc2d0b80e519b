import BenchTesting
import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// Runs of checks that end before their end, and go on.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(10)))
    struct CheckRunTests {
        /// `make kills` does the two hundred.
        private static let kills = ProcessInfo.processInfo.environment["TOUCHSTONE_KILLS"].flatMap { Int($0) } ?? 12
        private let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
        }

        /// What came of each check, as `id outcome`.
        private func outcomes(_ run: CommandRun) throws -> [String] {
            try run.document(Report.self).result.devices.flatMap { $0.results.map { "\($0.id) \($0.outcome)" } }
        }

        private struct Report: Decodable {
            struct Device: Decodable {
                let results: [Result]
            }
            struct Result: Decodable {
                let id: String
                let outcome: String
            }
            let devices: [Device]
        }

        /// The whole lines of a file, without the first.
        private func results(_ file: String) -> [String] {
            let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
            let whole = text[..<(text.lastIndex(of: "\n") ?? text.startIndex)]
            return whole.split(separator: "\n").dropFirst().map(String.init)
        }

        @Test func killedAtAnyMomentItGoesOn() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey()
            let reader = try await bench.plugReader()
            try await bench.insertCard(into: reader, model: "piv-t1")
            let chosen = ["--only", "gi.*", "--only", "ap.sel-*", "--only", "atr.*", "--only", "hid.c*"]
            let json = ["--format", "json"]
            let whole = try await bench.touchstone(["check", key.port, reader.port] + chosen + json)
            #expect(whole.exitCode == 0, "\(whole)")
            let expected = try outcomes(whole)
            var killed = 0
            for number in 0..<Self.kills {
                let file = folder.file("run-\(number).journal")
                let moment = whole.duration * Double.random(in: 0...1.1)
                let arguments = ["check", key.port, reader.port, "--results", file] + chosen
                let command = try bench.launch(Tool.path, arguments)
                let run = await offPool { command.finish(within: moment) }
                if run.hasTimedOut { killed += 1 }
                guard FileManager.default.fileExists(atPath: file), !results(file).isEmpty else { continue }
                let before = results(file)
                let rest = try await bench.touchstone(["check", "--resume", file] + json)
                #expect(rest.exitCode == 0, "\(rest)")
                #expect(try outcomes(rest) == expected, "killed after \(moment) with \(before.count) results")
                #expect(Array(results(file).prefix(before.count)) == before, "what was there stays")
            }
            #expect(killed > Self.kills / 3, "only \(killed) of \(Self.kills) were killed before their end")
        }

        /// Once: the check is finished, the rest is said not to have run, and the report is printed.
        @Test func oneInterruptFinishesTheCheck() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey()
            let file = folder.file("stopped.journal")
            let arguments = ["check", key.port, "--only", "hid.*", "--results", file, "--format", "json"]
            let command = try bench.launch(Tool.path, arguments)
            // The third check listens for three seconds.
            try await wait { results(file).contains { $0.contains("\"hid.ping\"") } }
            try await Task.sleep(for: .milliseconds(300))
            command.send(signal: SIGINT)
            let run = await offPool { command.finish(within: .seconds(20)) }
            #expect(run.exitCode == 130 && run.signal == nil, "\(run)")
            let stopped = try outcomes(run)
            #expect(stopped.contains("hid.idle-silence passed"), "\(stopped)")
            #expect(stopped.last == "run.tries not-run" && stopped.contains("hid.bad-seq not-run"), "\(stopped)")
            #expect(run.errorText.contains("--resume \(file)"), "\(run)")
            let rest = try await bench.touchstone(["check", "--resume", file])
            #expect(rest.exitCode == 0, "\(rest)")
        }

        /// Twice: at once.
        @Test func aSecondInterruptStopsAtOnce() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey()
            let file = folder.file("stopped.journal")
            let command = try bench.launch(Tool.path, ["check", key.port, "--only", "hid.*", "--results", file])
            try await wait { results(file).contains { $0.contains("\"hid.ping\"") } }
            command.send(signal: SIGINT)
            try await Task.sleep(for: .milliseconds(100))
            let start = ContinuousClock.now
            command.send(signal: SIGINT)
            let run = await offPool { command.finish(within: .seconds(20)) }
            #expect(run.exitCode == 130, "\(run)")
            #expect(ContinuousClock.now - start < .milliseconds(500))
            #expect(results(file).count >= 3)
        }

        /// The touch that a key waits for is taken back.
        @Test func anInterruptTakesTheTouchBack() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey()
            let command = try bench.launch(Tool.path, ["check", key.port, "--danger", "d1", "--only", "mc.ok"])
            try await wait { command.errorText.contains("touch 1 (port \(key.port))") }
            let start = ContinuousClock.now
            command.send(signal: SIGINT)
            let run = await offPool { command.finish(within: .seconds(20)) }
            #expect(run.exitCode == 130 && run.output.contains("the run was stopped"), "\(run)")
            #expect(ContinuousClock.now - start < .seconds(1))
            let again = try await bench.touchstone(["check", key.port, "--only", "gi.shape"])
            #expect(again.exitCode == 0, "\(again)")
        }

        /// A run goes on with the device that it began with, and with no other at its port.
        @Test func anotherDeviceIsNotGoneOnWith() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(USBTraits(serial: "ONE-0001"))
            let file = folder.file("run.journal")
            let chosen = ["check", key.port, "--only", "gi.*"]
            let run = try await bench.touchstone(chosen + ["--results", file])
            #expect(run.exitCode == 0, "\(run)")
            #expect(try !String(contentsOfFile: file, encoding: .utf8).contains("ONE-0001"))
            try await bench.unplug(key)
            let other = try await bench.plugKey(USBTraits(serial: "TWO-0002", port: key.port))
            #expect(other.port == key.port)
            let resumed = try await bench.touchstone(["check", "--resume", file])
            #expect(resumed.exitCode == 66 && resumed.errorText.contains("another device is at its port"), "\(resumed)")
            let again = try await bench.touchstone(chosen + ["--results", file])
            #expect(again.exitCode == 74 && again.errorText.contains("is not overwritten"), "\(again)")
        }

        private func wait(_ condition: () -> Bool) async throws {
            let deadline = ContinuousClock.now + .seconds(20)
            while !condition() {
                try #require(ContinuousClock.now < deadline)
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }
}

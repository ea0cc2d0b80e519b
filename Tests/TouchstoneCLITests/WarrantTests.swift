import BenchTesting
import Foundation
import Testing

extension EndToEnd {
    /// Checks that spend or destroy something, on the virtual bench: who gets to run them, and what comes of it.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(3)))
    struct WarrantTests {
        private static let pin = "135724"
        private let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
            try write("lab.yaml", serial: "TS1-000001", highest: "d4")
        }

        private func write(_ name: String, serial: String, highest: String) throws {
            let text = """
                format: 1
                devices:
                  - name: bench-key-1
                    serial: \(serial)
                    highest: \(highest)

                """
            try text.write(toFile: folder.file(name), atomically: true, encoding: .utf8)
        }

        private func arguments(_ key: PluggedKey, _ check: String, _ danger: String, list: String = "lab.yaml")
            -> [String]
        {
            [
                "check", key.port, "--only", check, "--allow-danger", danger, "--lab-devices", folder.file(list),
                "--touch-timeout", "20",
            ]
        }

        private func wait(_ condition: () -> Bool) async throws {
            let deadline = ContinuousClock.now + .seconds(20)
            while !condition() {
                try #require(ContinuousClock.now < deadline)
                try await Task.sleep(for: .milliseconds(5))
            }
        }

        @Test func aWrongPINIsSentOnceSomebodyHasTypedTheName() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(model: "level1", pin: Self.pin)
            let terminal = try PseudoTerminal()
            let command = try bench.launch(
                Tool.path,
                arguments(key, "cp.wrong1", "d3"),
                environment: ["TOUCHSTONE_PIN": Self.pin],
                terminal: terminal
            )
            try await wait { command.errorText.contains("type destroy bench-key-1") }
            terminal.type("destroy bench-key-1\n")
            let run = command.finish(within: .seconds(20))
            #expect(run.exitCode == 0, "\(run)")
            #expect(run.output.contains("3 passed"), "\(run)")
            for secret in [Self.pin, "TS1-000001"] {
                #expect(!run.output.contains(secret) && !run.errorText.contains(secret), "\(run)")
            }
        }

        @Test func aResetTakesAReplug() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(model: "level1", pin: Self.pin, touch: .milliseconds(100))
            let terminal = try PseudoTerminal()
            let command = try bench.launch(Tool.path, arguments(key, "lc.reset", "d4"), terminal: terminal)
            try await wait { command.errorText.contains("type destroy bench-key-1") }
            terminal.type("destroy bench-key-1\n")
            try await wait { command.errorText.contains("unplug 1 (port \(key.port))") }
            _ = try await bench.replug(key)
            let run = command.finish(within: .seconds(30))
            #expect(run.exitCode == 0, "\(run)")
            #expect(run.output.contains("3 passed"), "\(run)")
        }

        /// Each refusal says what is missing, ends with 77 and leaves the key's eight tries.
        @Test func withoutAWarrantNothingIsSpent() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(model: "level1", pin: Self.pin)
            try write("other.yaml", serial: "TS1-000002", highest: "d4")
            try write("less.yaml", serial: "TS1-000001", highest: "d3")
            let attempts: [([String], String)] = [
                (["check", key.port, "--only", "cp.wrong1"], "--allow-danger d3"),
                (arguments(key, "cp.wrong1", "d3", list: "other.yaml"), "names no device"),
                (arguments(key, "lc.reset", "d4", list: "less.yaml"), "no more than D3"),
                (arguments(key, "cp.wrong1", "d3", list: "none.yaml"), "no list"),
                (arguments(key, "cp.wrong1", "d3"), "nobody is at a terminal"),
            ]
            for (arguments, reason) in attempts {
                let run = try await bench.touchstone(arguments, environment: ["TOUCHSTONE_PIN": Self.pin])
                #expect(run.exitCode == 77 && run.errorText.contains(reason), "\(run)")
                #expect(run.output.isEmpty, "\(run)")
            }
            let terminal = try PseudoTerminal()
            let command = try bench.launch(Tool.path, arguments(key, "cp.wrong1", "d3"), terminal: terminal)
            try await wait { command.errorText.contains("type destroy bench-key-1") }
            terminal.type("destroy bench-key\n")
            let mistyped = command.finish(within: .seconds(20))
            #expect(mistyped.exitCode == 77 && mistyped.errorText.contains("not typed back"), "\(mistyped)")
            let probe = try await bench.touchstone(["probe", key.port])
            #expect(ProbeRows(probe)["PIN retries"] == "8", "\(probe)")
        }
    }
}

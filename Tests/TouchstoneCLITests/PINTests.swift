import BenchTesting
import Foundation
import Testing

extension EndToEnd {
    /// Keys that demand their PIN, on the virtual bench.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(3)))
    struct PINTests {
        private static let pin = "135724"
        private let folder: TemporaryFolder

        init() async throws {
            folder = try TemporaryFolder()
            let metadata = ["--metadata", folder.file("metadata")]
            let run = try await CommandRun.run(BuildFolder.program("virtual-bench"), metadata)
            #expect(run.exitCode == 0, "\(run)")
        }

        private var probe: [String] {
            ["probe", "--attest", "--metadata", folder.file("metadata/blob.jwt")]
                + ["--anchor", folder.file("metadata/root.der")]
        }

        private func key(on bench: VirtualBenchProcess) async throws -> PluggedKey {
            try await bench.plugKey(model: "level1", pin: Self.pin, touch: .milliseconds(150))
        }

        private func expectAttested(_ run: CommandRun) {
            #expect(run.exitCode == 0, "\(run)")
            #expect(ProbeRows(run)["who vouches"]?.hasPrefix("Attested (packed)") == true, "\(run)")
            #expect(!run.output.contains(Self.pin) && !run.errorText.contains(Self.pin))
        }

        @Test func pinComesThroughADescriptor() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await key(on: bench)
            let arguments = probe + ["--pin-fd", "7", key.port]
            expectAttested(try await bench.touchstone(arguments, descriptors: [7: "\(Self.pin)\n"]))
        }

        @Test func pinComesThroughTheEnvironment() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await key(on: bench)
            expectAttested(try await bench.touchstone(probe, environment: ["TOUCHSTONE_PIN": Self.pin]))
        }

        /// Asked for where the person sits, by position, port and name; what is typed is not shown.
        @Test func pinIsTypedAtTheTerminal() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await key(on: bench)
            let terminal = try PseudoTerminal()
            let command = try bench.launch(Tool.path, probe, terminal: terminal)
            try await wait { command.errorText.contains("not shown; Enter alone skips it › ") }
            #expect(command.errorText.contains("1 (port \(key.port)) Touchstone Model One demands its PIN; 8 tries"))
            #expect(!terminal.isEchoing)
            terminal.type("\(Self.pin)\n")
            let run = command.finish(within: .seconds(20))
            expectAttested(run)
            #expect(run.errorText.contains("touch 1 (port \(key.port)) Touchstone Model One, within 30 s"), "\(run)")
            #expect(run.errorText.contains("answered"), "\(run)")
            #expect(terminal.isEchoing)
        }

        @Test func nobodyIsAskedWhoIsNotToBe() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await key(on: bench)
            let terminal = try PseudoTerminal()
            let command = try bench.launch(Tool.path, probe + ["--non-interactive"], terminal: terminal)
            let run = command.finish(within: .seconds(20))
            #expect(run.exitCode == 2 && !run.errorText.contains("PIN"), "\(run)")
            #expect(ProbeRows(run)["who vouches"]?.contains("nobody asked the key") == true, "\(run)")
            #expect(ProbeRows(run)["PIN retries"] == "8", "\(run)")
        }

        @Test func interruptedPromptGivesTheTerminalBack() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await key(on: bench)
            let terminal = try PseudoTerminal()
            let command = try bench.launch(Tool.path, probe, terminal: terminal)
            try await wait { command.errorText.contains("not shown") && !terminal.isEchoing }
            let start = ContinuousClock.now
            command.send(signal: SIGINT)
            let run = command.finish(within: .seconds(10))
            #expect(run.exitCode == 130 && run.signal == nil, "\(run)")
            #expect(ContinuousClock.now - start < .milliseconds(500))
            #expect(terminal.isEchoing)
        }

        /// It is sent once, and the loss is told.
        @Test func wrongPINIsSentOnce() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await key(on: bench)
            let run = try await bench.touchstone(probe, environment: ["TOUCHSTONE_PIN": "999999"])
            #expect(run.exitCode == 77, "\(run)")
            let told = "the key refused the PIN (CTAP2_ERR_PIN_INVALID); it was sent once, and 7 tries are left"
            #expect(ProbeRows(run)["who vouches"]?.contains(told) == true, "\(run)")
            #expect(ProbeRows(try await bench.touchstone(["probe"]))["PIN retries"] == "7")
        }

        /// A try at the other key would be lost.
        @Test func oneGivenPINIsForOneKey() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await key(on: bench)
            _ = try await bench.plugKey(model: "level1", pin: "864210", touch: .milliseconds(150))
            let environment = ["TOUCHSTONE_PIN": Self.pin]
            let run = try await bench.touchstone(probe, environment: environment)
            #expect(run.exitCode == 64 && run.errorText.contains("there are 2 security keys"), "\(run)")
            expectAttested(try await bench.touchstone(probe + [key.port], environment: environment))
        }

        @Test(arguments: ["", "123", "\(String(repeating: "9", count: 64))", "12\u{0}45"])
        func whatCanBeNoPINIsNotTried(pin: String) async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await key(on: bench)
            let run = try await bench.touchstone(probe + ["--pin-fd", "7"], descriptors: [7: pin])
            #expect(run.exitCode == 64 && run.errorText.contains("--pin-fd 7: "), "\(run)")
        }

        @Test func descriptorThatIsNotThereIsSaidSo() async throws {
            let bench = try await VirtualBenchProcess.start()
            let run = try await bench.touchstone(probe + ["--pin-fd", "99"])
            #expect(run.exitCode == 64 && run.errorText.contains("no such descriptor is open"), "\(run)")
            let alone = try await bench.touchstone(["probe", "--pin-fd", "9"])
            #expect(alone.exitCode == 64 && alone.errorText.contains("--attest"), "\(alone)")
        }

        /// Whoever may look at the process sees no PIN in its environment.
        @Test func environmentIsWipedAtStart() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugKey(faults: ["mute"])
            let arguments = ["probe", "--attest", "--timeout", "30"]
            let command = try bench.launch(Tool.path, arguments, environment: ["TOUCHSTONE_PIN": Self.pin])
            let path = "/proc/\(command.processID)/environ"
            try await wait {
                (try? Data(contentsOf: URL(filePath: path)))?.contains(Data("PCSCLITE_CSOCK".utf8)) == true
            }
            try await wait { (try? Data(contentsOf: URL(filePath: path)))?.contains(Data(Self.pin.utf8)) == false }
            command.send(signal: SIGTERM)
            _ = command.finish(within: .seconds(10))
        }

        private func wait(until isSo: () -> Bool) async throws {
            let deadline = ContinuousClock.now + .seconds(20)
            while !isSo() {
                try #require(ContinuousClock.now < deadline, "it did not come to that")
                try await Task.sleep(for: .milliseconds(2))
            }
        }
    }
}

extension Data {
    fileprivate func contains(_ part: Data) -> Bool { firstRange(of: part) != nil }
}

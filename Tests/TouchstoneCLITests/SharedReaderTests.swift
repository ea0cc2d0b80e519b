import BenchTesting
import Testing

extension EndToEnd {
    /// Checks of what several programs at one reader are to each other, with the real daemon between them.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(2)))
    struct SharedReaderTests {
        private let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
        }

        private static let sharing = ["co.txn*", "co.timeout", "co.cancel", "pr.*"].flatMap { ["--only", $0] }

        private static let json = ["--format", "json"]

        /// All that was printed but the line that says when.
        private static func results(_ run: CommandRun) -> [String] {
            run.lines.filter { !$0.contains("\"made\" : ") }
        }

        /// Each connection of a recording is played by itself; one without a card has fewer of them.
        @Test(arguments: [nil, "piv-t1", "plain-t0"]) func aRunIsReplayed(model: String?) async throws {
            let bench = try await VirtualBenchProcess.start()
            let reader = try await bench.plugReader()
            if let model { try await bench.insertCard(into: reader, model: model) }
            let live = try await bench.touchstone(
                ["check", reader.port, "--kind", "reader", "--record", folder.file("out")] + Self.sharing + Self.json
            )
            #expect(live.exitCode == 0, "\(live)")
            let isEmpty = model == nil
            #expect(live.output.contains("no card is in the reader") == isEmpty, "\(live)")
            #expect(live.output.contains("the second connection waited") != isEmpty, "\(live)")
            let replayed = try await Tool.run(["check", "--replay", folder.file("out")] + Self.json)
            #expect(replayed.exitCode == 0 && Self.results(replayed) == Self.results(live), "\(replayed)")
        }

        /// Somebody at the terminal moves the card when asked to, twice out and twice in; a replay needs nobody.
        @Test func cardsAreMovedByHand() async throws {
            let bench = try await VirtualBenchProcess.start()
            let reader = try await bench.plugReader()
            try await bench.insertCard(into: reader, model: "piv-t1")
            let terminal = try PseudoTerminal()
            let command = try bench.launch(
                Tool.path,
                ["check", reader.port, "--tag", "hands", "--danger", "d1", "--record", folder.file("out")] + Self.json,
                terminal: terminal
            )
            for turn in 1...2 {
                try await command.wait(for: turn, of: "remove the card from")
                try await bench.removeCard(from: reader)
                terminal.type("\n")
                try await command.wait(for: turn, of: "insert the card into")
                try await bench.insertCard(into: reader, model: "piv-t1")
                terminal.type("\n")
            }
            let live = command.finish(within: .seconds(30))
            #expect(live.exitCode == 0, "\(live)")
            #expect(live.output.contains("the insertion was noticed"), "\(live)")
            let replayed = try await Tool.run(["check", "--replay", folder.file("out")] + Self.json)
            #expect(replayed.exitCode == 0 && Self.results(replayed) == Self.results(live), "\(replayed)")
        }

        /// Without anybody to ask it is not known what the reader would have done, live as replayed.
        @Test func withoutHandsItIsNotRun() async throws {
            let bench = try await VirtualBenchProcess.start()
            let reader = try await bench.plugReader()
            try await bench.insertCard(into: reader, model: "piv-t1")
            let live = try await bench.touchstone(
                ["check", reader.port, "--only", "co.insert-detect", "--danger", "d1", "--record", folder.file("out")]
            )
            #expect(live.exitCode == 2 && live.output.contains("nobody is there to move the card"), "\(live)")
            let replayed = try await Tool.run(["check", "--replay", folder.file("out")])
            #expect(replayed.exitCode == 2 && replayed.output == live.output, "\(replayed)")
        }
    }
}

extension RunningCommand {
    /// Waits until a text was written so many times.
    fileprivate func wait(for count: Int, of text: String) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while errorText.split(separator: text, omittingEmptySubsequences: false).count <= count {
            try #require(ContinuousClock.now < deadline, "waited in vain for \(text): \(errorText)")
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}

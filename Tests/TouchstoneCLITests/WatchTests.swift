import BenchTesting
import Glibc
import Testing

extension EndToEnd {
    /// `devices --watch` misses nothing.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(5)))
    struct WatchTests {
        private static let reader = "Touchstone Virtual Reader 00 00"
        private static let atr = "3b9b188131fe4580730021c055545350495687"

        /// Starts a watch and waits until it has listed what was there.
        private func startWatch(_ bench: VirtualBenchProcess, _ options: [String] = []) async throws -> RunningCommand {
            let watch = try bench.launch(Tool.path, ["devices", "--watch", "--format", "json"] + options)
            try await watch.waitForOutput { $0.split(separator: "\n").count { $0.contains(#""settled""#) } == 2 }
            return watch
        }

        @Test func tellsWhatComesAndGoes() async throws {
            let bench = try await VirtualBenchProcess.start()
            let watch = try await startWatch(bench)

            let reader = try await bench.plugReader(USBTraits(port: "1-2.3"))
            try await watch.waitForOutput { $0.contains(Self.reader) && $0.contains("smartcard-interface") }
            try await bench.insertCard(into: reader)
            try await watch.waitForOutput { $0.contains("card-inserted") }
            try await bench.removeCard(from: reader)
            try await watch.waitForOutput { $0.contains("card-removed") }
            let key = try await bench.plugKey(USBTraits(serial: "K-1", port: "1-4"))
            try await watch.waitForOutput { $0.contains(key.node) }
            try await bench.unplug(key)
            try await watch.waitForOutput { $0.split(separator: "\n").count { $0.contains("detached") } == 1 }
            try await bench.unplug(reader)
            try await watch.waitForOutput { $0.split(separator: "\n").count { $0.contains("detached") } == 3 }
            watch.send(signal: SIGINT)
            let run = watch.finish(within: .seconds(10))
            #expect(run.exitCode == 130 && run.errorText.isEmpty, "\(run)")

            let events = try WatchEvent.all(in: run.output)
            #expect(events.allSatisfy { $0.schema == "touchstone.watch/1" })
            #expect(events.map(\.number) == Array(1...events.count))
            let kernel = events.filter { $0.source == "kernel" }
            let faces = [
                "settled -", "attached smartcard-interface", "attached security-key", "detached -", "detached -",
            ]
            #expect(kernel.map { "\($0.event) \($0.face ?? "-")" } == faces, "\(run)")
            #expect(kernel[1].usb?.port == "1-2.3" && kernel[2].usb?.port == "1-4")
            #expect(kernel[2].node == key.node && kernel[2].usb?.serialNumber == "K-1")
            // What leaves is what came, the last one first here.
            #expect(kernel[3].id == kernel[2].id && kernel[4].id == kernel[1].id)

            let daemon = events.filter { $0.source == "pcsc" }
            #expect(
                daemon.map(\.event) == ["settled", "attached", "card-inserted", "card-removed", "detached"],
                "\(run)"
            )
            #expect(daemon[1].name == Self.reader && daemon[1].face == "reader" && daemon[4].id == daemon[1].id)
            #expect(daemon[2].reader == Self.reader && daemon[2].answerToReset == Self.atr && daemon[2].count == 1)
            #expect(daemon[3].reader == Self.reader && daemon[3].answerToReset == nil && daemon[3].count == 2)
        }

        @Test func whatWasThereComesBeforeSettled() async throws {
            let bench = try await VirtualBenchProcess.start()
            try await bench.insertCard(into: bench.plugReader())
            _ = try await bench.plugKey()
            let watch = try await startWatch(bench)
            watch.send(signal: SIGTERM)
            let run = watch.finish(within: .seconds(10))
            #expect(run.exitCode == 130, "\(run)")
            let events = try WatchEvent.all(in: run.output)
            let kernel = events.filter { $0.source == "kernel" }.map(\.event)
            let daemon = events.filter { $0.source == "pcsc" }.map(\.event)
            #expect(kernel == ["attached", "attached", "settled"], "\(run)")
            #expect(daemon == ["attached", "card-inserted", "settled"], "\(run)")
        }

        /// Done when: a thousand insertions and removals, faster than anyone can make them, each with its own count.
        @Test func aThousandCyclesLoseNothing() async throws {
            let cycles = 1000
            let bench = try await VirtualBenchProcess.start()
            let reader = try await bench.plugReader()
            let watch = try await startWatch(bench)
            let start = ContinuousClock.now
            try await bench.cycleCard(in: reader, count: cycles)
            let cycled = ContinuousClock.now - start
            try await watch.waitForOutput(within: .seconds(30)) { $0.utf8.count { $0 == 0x0A } >= 2 * cycles + 4 }
            watch.send(signal: SIGINT)
            let run = watch.finish(within: .seconds(10))
            #expect(run.exitCode == 130, "\(run.errorText)")

            let events = try WatchEvent.all(in: run.output)
            #expect(events.map(\.number) == Array(1...events.count))
            let moves = events.filter { $0.event.hasPrefix("card-") }
            #expect(moves.count { $0.event == "card-inserted" } == cycles)
            #expect(moves.count { $0.event == "card-removed" } == cycles)
            #expect(moves.compactMap(\.count) == Array(1...2 * cycles))
            for (index, move) in moves.enumerated() {
                #expect(move.event == (index.isMultiple(of: 2) ? "card-inserted" : "card-removed"), "move \(index)")
            }
            let unread = moves.count { $0.event == "card-inserted" && $0.answerToReset == nil }
            print("watch: \(cycles) cycles in \(cycled), \(unread) cards gone before their answer was read")
        }

        @Test func goesOnWhenTheDaemonGoesAndComes() async throws {
            let bench = try await VirtualBenchProcess.start()
            try await bench.insertCard(into: bench.plugReader())
            let watch = try await startWatch(bench)
            try await bench.killDaemon()
            let deadline = ContinuousClock.now + .seconds(10)
            while !watch.errorText.contains("SCARD_E_NO_SERVICE"), ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(10))
            }
            let key = try await bench.plugKey()
            try await watch.waitForOutput { $0.contains(key.node) }
            try await bench.startDaemon()
            try await watch.waitForOutput { $0.split(separator: "\n").count { $0.contains("card-inserted") } == 2 }
            watch.send(signal: SIGINT)
            let run = watch.finish(within: .seconds(10))
            #expect(run.exitCode == 130, "\(run)")
            // Once, and not at every attempt.
            #expect(run.errorText.split(separator: "\n").count { $0.hasPrefix("error: ") } == 1, "\(run)")
        }

        @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
        func endsAtOnce(signal: Int32) async throws {
            let bench = try await VirtualBenchProcess.start()
            let watch = try await startWatch(bench)
            let start = ContinuousClock.now
            watch.send(signal: signal)
            let run = watch.finish(within: .seconds(10))
            let duration = ContinuousClock.now - start
            #expect(run.exitCode == 130 && run.signal == nil, "\(run)")
            #expect(duration < .milliseconds(500))
            print("watch: signal \(signal) ended it within \(duration)")
        }
    }
}

import BenchTesting
import Testing

extension EndToEnd {
    /// A device that does not answer costs its deadline and delays nobody.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .serialized, .timeLimit(.minutes(3)))
    struct DeadlineTests {
        /// What a loaded machine may add; the figure that counts is printed.
        private static let allowance = Duration.milliseconds(250)

        @Test func aMuteKeyAndABlockedReader() async throws {
            let bench = try await VirtualBenchProcess.start()
            try await bench.insertCard(into: bench.plugReader(USBTraits(port: "1-1")))
            _ = try await bench.plugKey(USBTraits(port: "1-2"))
            var healthy: [CommandRun] = []
            for _ in 0..<5 {
                healthy.append(try await bench.touchstone(["probe", "--timeout", "0.5", "--format", "json"]))
            }
            #expect(healthy.allSatisfy { $0.exitCode == 0 }, "\(healthy)")
            let durations = healthy.map(\.duration).sorted()
            let startUp = try #require(durations.last)

            _ = try await bench.plugKey(faults: ["mute"], USBTraits(port: "1-3"))
            let blocked = try await bench.plugReader(USBTraits(port: "1-4"))
            try await bench.insertCard(into: blocked)
            try await bench.block(blocked)
            let run = try await bench.touchstone(["probe", "--timeout", "0.5", "--format", "json"])
            let cost = run.duration - startUp
            print(
                "probe: healthy bench \(durations[0])…\(startUp); with a mute key and a blocked reader \(run.duration)"
            )
            #expect(run.exitCode == 124, "\(run)")
            #expect(run.duration >= .milliseconds(500))
            #expect(cost < .milliseconds(550) + Self.allowance)

            let devices = try run.document(ProbeDocument.self).result.devices.map(\.facts)
            #expect(devices.count == 4)
            #expect(devices[0].troubles.isEmpty && devices[0].readers.count == 1)
            #expect(devices[1].troubles.isEmpty && devices[1].securityKey != nil)
            #expect(devices[2].securityKey == nil)
            #expect(
                devices[2].troubles.map(\.code) == ["deadline-exceeded"]
                    && devices[2].troubles[0].face == "security-key"
            )
            #expect(devices[3].readers.isEmpty)
            #expect(devices[3].troubles.map(\.code) == ["deadline-exceeded"] && devices[3].troubles[0].face == "reader")
            // Nothing of the healthy ones got lost.
            let before = healthy[0].lines.dropFirst(2).prefix { !$0.contains(#""schema""#) }
            #expect(run.lines.dropFirst(2).starts(with: before.dropLast(3)), "\(run)")
        }

        @Test(arguments: ["mute", "drip", "keep-alive-forever", "mute:1"])
        func everyWayOfNotAnswering(fault: String) async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugKey(USBTraits(port: "1-1"))
            let startUp = try await bench.touchstone(["probe", "--timeout", "0.5"]).duration
            _ = try await bench.plugKey(faults: [fault], USBTraits(port: "1-2"))
            let run = try await bench.touchstone(["probe", "--timeout", "0.5", "--format", "json"])
            print("probe: a key with the fault \(fault) costs \(run.duration - startUp)")
            #expect(run.exitCode == 124, "\(run)")
            #expect(run.duration - startUp < .milliseconds(550) + Self.allowance, "\(run)")
            let devices = try run.document(ProbeDocument.self).result.devices.map(\.facts)
            #expect(devices[0].securityKey != nil && devices[0].troubles.isEmpty)
            #expect(devices[1].troubles.map(\.code) == ["deadline-exceeded"])
            // A person is told what to do about it.
            #expect(run.errorText.contains("hint:  unplug the device and plug it in again"), "\(run)")
        }

        /// A reader that blocks while it powers a card up holds `SCardConnect` for as long as it likes.
        @Test func aReaderThatPowersUpForEver() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugKey(USBTraits(port: "1-1"))
            let startUp = try await bench.touchstone(["probe", "--timeout", "0.5"]).duration
            let blocked = try await bench.plugReader(USBTraits(port: "1-2"))
            try await bench.block(blocked, at: ["power-up"])
            // The bench answers when pcscd has powered the card up, which is never.
            async let insertion: BenchAnswer? = try? bench.request(
                "insert-card",
                ["reader": blocked.id],
                within: .seconds(5)
            )
            try await Task.sleep(for: .milliseconds(300))
            let run = try await CommandRun.run(
                Tool.path,
                ["probe", "--timeout", "0.5", "--format", "json"],
                environment: bench.environment
            )
            print("probe: a reader that powers up for ever costs \(run.duration - startUp)")
            #expect(run.duration - startUp < .milliseconds(550) + Self.allowance, "\(run)")
            let devices = try run.document(ProbeDocument.self).result.devices.map(\.facts)
            #expect(devices.first?.securityKey != nil)
            _ = await insertion
        }
    }
}

import BenchTesting
import Testing

@Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(2)))
struct HotplugTests {
    @Test(.enabled(if: Availability.hasTool("fido2-token"), "fido2-token is not installed"))
    func keysComeAndGo() async throws {
        let bench = try await VirtualBenchProcess.start()
        for _ in 0..<3 {
            let key = try await bench.plugKey()
            #expect(try await bench.run("fido2-token", ["-L"]).lines.count == 1)
            #expect(try await bench.run("fido2-token", ["-I", key.node]).exitCode == 0)
            try await bench.unplug(key)
            #expect(try await bench.run("fido2-token", ["-L"]).output.isEmpty)
        }
    }

    @Test(.enabled(if: Availability.hasTool("fido2-token"), "fido2-token is not installed"))
    func pullingAKeyEndsACallUnderWay() async throws {
        let bench = try await VirtualBenchProcess.start()
        let key = try await bench.plugKey(faults: ["keep-alive-forever"])
        let command = try bench.launch("fido2-token", ["-I", key.node])
        try await Task.sleep(for: .milliseconds(300))
        try await bench.unplug(key)
        let run = command.finish(within: .seconds(5))
        // It reports what INIT told it, and ends with 0.
        #expect(!run.hasTimedOut && !run.output.contains("version strings"), "\(run)")
    }

    @Test(.enabled(if: Availability.hasTool("fido2-token"), "fido2-token is not installed"))
    func theNextClientFindsNothingOfTheLast() async throws {
        let bench = try await VirtualBenchProcess.start()
        let key = try await bench.plugKey(faults: ["slow:400"])
        let hasty = try bench.launch("fido2-token", ["-I", key.node])
        try await Task.sleep(for: .milliseconds(150))
        hasty.send(signal: 9)
        #expect(hasty.finish().signal == 9)
        let run = try await bench.run("fido2-token", ["-I", key.node])
        #expect(run.exitCode == 0, "\(run)")
    }

    @Test(arguments: [1, 2])
    func readersLeaveQuickly(slots: Int) async throws {
        let bench = try await VirtualBenchProcess.start()
        let reader = try await bench.plugReader(slots: slots)
        try await bench.insertCard(into: reader, slot: slots - 1)
        let duration = try await ContinuousClock().measure { try await bench.unplug(reader) }
        // pcscd sleeps for more than a second after some errors of a driver; this one makes none.
        #expect(duration < .seconds(1))
        #expect(try await bench.plugReader(slots: slots).isSeen)
    }

    @Test func aThousandCardsAreNoticed() async throws {
        let bench = try await VirtualBenchProcess.start()
        let reader = try await bench.plugReader()
        let answer = try await bench.request("cycle-card", ["reader": reader.id, "count": 1000])
        #expect(try answer.number("insertions") == 1000)
        #expect(try answer.number("removals") == 1000)
    }

    @Test(.enabled(if: Availability.hasTool("opensc-tool"), "opensc-tool is not installed"))
    func aBlockedReaderHoldsItsClientUntilReleased() async throws {
        let bench = try await VirtualBenchProcess.start()
        let reader = try await bench.plugReader()
        try await bench.insertCard(into: reader)
        try await bench.block(reader, at: ["transmit"])
        let command = try bench.launch("opensc-tool", ["--name"])
        try await Task.sleep(for: .milliseconds(200))
        #expect(command.output.isEmpty)
        try await bench.release(reader)
        let run = command.finish(within: .seconds(10))
        #expect(run.output == "Personal Identity Verification Card\n", "\(run)")
    }

    @Test(.enabled(if: Availability.hasTool("opensc-tool"), "opensc-tool is not installed"))
    func aBlockedReaderCanBePulled() async throws {
        let bench = try await VirtualBenchProcess.start()
        let reader = try await bench.plugReader()
        try await bench.insertCard(into: reader)
        try await bench.block(reader)
        let command = try bench.launch("opensc-tool", ["--name"])
        try await Task.sleep(for: .milliseconds(200))
        try await bench.unplug(reader)
        let run = command.finish(within: .seconds(10))
        #expect(!run.hasTimedOut && run.exitCode != 0, "\(run)")
    }

    @Test(.enabled(if: Availability.hasTool("opensc-tool"), "opensc-tool is not installed"))
    func aDaemonThatDiedFindsItsReadersAgain() async throws {
        let bench = try await VirtualBenchProcess.start()
        let reader = try await bench.plugReader()
        try await bench.insertCard(into: reader)
        try await bench.killDaemon()
        let without = try await bench.run("opensc-tool", ["--atr"])
        #expect(without.exitCode != 0, "\(without)")
        try await bench.startDaemon()
        let with = try await bench.run("opensc-tool", ["--atr"])
        #expect(with.output.hasPrefix("3b:9b:18:81"), "\(with)")
    }
}

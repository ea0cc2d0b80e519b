import BenchTesting
import DeviceTransport
import PCSCDriver
import Testing
import ThreadExecutor

extension PCSCLane {
    @Suite("Deadlines")
    struct Deadlines {
        /// A reader that does not answer costs its deadline, and its neighbour nothing.
        @Test(arguments: ["transmit", "power-up"])
        func blockedReaderCostsItsDeadline(_ point: String) async throws {
            try await SharedBench.use { bench in
                let (_, neighbour) = try await readerWithCard(on: bench)
                let blocked = try await bench.plugReader()
                try await bench.insertCard(into: blocked)
                let name = try await name(of: blocked)
                try await bench.block(blocked, at: [point])
                let limit = Duration.milliseconds(300)

                let slowest = Task { try await slowestExchange(with: neighbour, for: .milliseconds(600)) }
                let cost = await duration {
                    let operation = point == "transmit" ? "SCardTransmit" : "SCardReconnect"
                    await #expect(throws: TransportError(.deadlineExceeded, operation: operation)) {
                        try await DeviceThread.perform(name) { thread in
                            let channel = try PCSCChannel.open(reader: name, on: thread, within: limit)
                            if point == "power-up" { _ = try channel.reset(.cold, within: limit) }
                            _ = try channel.transmit([0, 1, 0, 0], within: limit)
                        }
                    }
                }
                #expect(cost >= limit)
                #expect(cost < limit + tolerance)
                // The call is still stuck in the library, and everything else has to go on.
                #expect(await duration { _ = try? await PCSCReaders.states(within: patience) } < .milliseconds(500))
                #expect(try await slowest.value < tolerance)
                try await bench.release(blocked)
                try await connected(to: name) { channel throws in
                    #expect(try channel.transmit([0, 1, 0, 0], within: patience) == [0x6D, 0x00])
                }
            }
        }

        private func slowestExchange(with reader: String, for span: Duration) async throws -> Duration {
            try await connected(to: reader) { channel in
                let end = ContinuousClock.now + span
                var slowest = Duration.zero
                while ContinuousClock.now < end {
                    let start = ContinuousClock.now
                    _ = try channel.transmit([0, 1, 0, 0], within: patience)
                    slowest = max(slowest, ContinuousClock.now - start)
                }
                return slowest
            }
        }

        /// At whatever moment the cancellation comes, before the wait or during it.
        @Test func cancelledWaitEndsAtOnce() async throws {
            try await SharedBench.use { bench in
                _ = try await bench.plugReader()
                let known = try await PCSCReaders.states(within: patience)
                var durations: [Duration] = []
                for number in 0..<40 {
                    let wait = Task { try await PCSCReaders.change(from: known, within: .seconds(30)) }
                    try await Task.sleep(for: .microseconds(number * 250))
                    let start = ContinuousClock.now
                    wait.cancel()
                    await #expect(throws: TransportError.self) { try await wait.value }
                    durations.append(ContinuousClock.now - start)
                }
                // One of many may meet a busy machine; a lost cancellation would cost a second each time.
                #expect(durations.sorted()[durations.count - 3] < tolerance)
                #expect(durations.allSatisfy { $0 < .milliseconds(500) })
            }
        }

        @Test func changeIsSeen() async throws {
            try await SharedBench.use { bench in
                let reader = try await bench.plugReader()
                let known = try await PCSCReaders.states(within: patience)
                #expect(try await PCSCReaders.change(from: known, within: .milliseconds(50)) == nil)
                async let change = PCSCReaders.change(from: known, within: patience)
                try await bench.insertCard(into: reader)
                #expect(try await change?.first?.isCardPresent == true)
                async let arrival = PCSCReaders.change(
                    from: try await PCSCReaders.states(within: patience),
                    within: patience
                )
                try await Task.sleep(for: .milliseconds(50))
                _ = try await bench.plugReader()
                #expect(try await arrival?.count == 2)
            }
        }
    }
}

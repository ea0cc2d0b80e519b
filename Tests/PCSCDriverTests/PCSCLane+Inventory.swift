import BenchTesting
import DeviceTransport
import PCSCDriver
import SoftwareCard
import Testing
import ThreadExecutor

extension PCSCLane {
    @Suite("Inventory")
    struct Inventory {
        @Test func readersAndCardsComeAndGo() async throws {
            try await SharedBench.use { bench in
                let (first, name) = try await readerWithCard(on: bench)
                let log = EventLog(PCSCInventory())
                try await wait("settled") { log.events.contains(.settled) }
                let start = log.events
                #expect(start.count == 3 && start.first?.attachedName == name && start.last == .settled)
                guard case .cardInserted(name, let answer, _) = start[1] else {
                    Issue.record("the card that was there comes second, not \(start[1])")
                    return
                }
                #expect(answer == CardModel.pivT1.answerToReset)

                try await bench.removeCard(from: first)
                try await wait("card out") { log.events.count == 4 }
                try await bench.insertCard(into: first, model: "plain-t0")
                try await wait("card in") { log.events.count == 5 }
                guard case .cardRemoved(name, let out) = log.events[3],
                    case .cardInserted(name, CardModel.plainT0.answerToReset, let again) = log.events[4]
                else {
                    Issue.record("removal and insertion were told as \(log.events[3...])")
                    return
                }
                #expect(again == out + 1)

                let second = try await bench.plugReader()
                try await wait("reader in") { log.events.count == 6 }
                let secondName = try #require(log.events[5].attachedName)
                #expect(secondName != name)
                try await bench.unplug(second)
                try await wait("reader out") { log.events.count == 7 }
                #expect(log.events[6] == .detached(AttachedDevice.ID(rawValue: secondName)))
                try await bench.unplug(first)
                try await wait("reader with card out") { log.events.count == 8 }
                #expect(log.events[7] == .detached(AttachedDevice.ID(rawValue: name)))
                try await log.stop()
            }
        }

        @Test func emptyBenchSettles() async throws {
            try await SharedBench.use { _ in
                #expect(try await PCSCReaders.list(within: patience) == [])
                let log = EventLog(PCSCInventory())
                try await wait("settled") { log.events == [.settled] }
                try await log.stop()
            }
        }

        /// Sixteen readers and the pseudo reader are one entry more than the library takes.
        @Test func sixteenReadersAreWatched() async throws {
            try await SharedBench.use { bench in
                let log = EventLog(PCSCInventory())
                try await wait("settled") { log.events.contains(.settled) }
                var readers: [PluggedReader] = []
                for _ in 0..<16 { readers.append(try await bench.plugReader()) }
                try await wait("sixteen readers") { log.events.count { $0.attachedName != nil } == 16 }
                let states = try await PCSCReaders.list(within: patience)
                #expect(states.count == 16)
                #expect(Set(states.compactMap(\.usbAddress)).count == 16)
                for reader in readers { try await bench.insertCard(into: reader) }
                try await wait("sixteen cards") { log.insertions == 16 }
                for reader in readers { try await bench.removeCard(from: reader) }
                try await wait("sixteen cards out") { log.removals == 16 }
                // A place in the first group becomes free, and the next reader takes it.
                try await bench.unplug(readers[3])
                try await wait("one reader out") { log.events.contains { $0.isDetachment } }
                let late = try await bench.plugReader()
                try await wait("one reader in") { log.events.count { $0.attachedName != nil } == 17 }
                try await bench.insertCard(into: late)
                try await bench.insertCard(into: readers[15])
                try await wait("two cards") { log.insertions == 18 }
                try await log.stop()
            }
        }

        @Test func thousandCyclesLoseNothing() async throws {
            try await SharedBench.use { bench in
                let reader = try await bench.plugReader()
                let log = EventLog(PCSCInventory())
                try await wait("settled") { log.events.contains(.settled) }
                try await bench.cycleCard(in: reader, count: 1_000)
                try await wait("two thousand moves") { log.insertions + log.removals >= 2_000 }
                let moves = log.events.compactMap(\.count)
                #expect(log.insertions == 1_000)
                #expect(log.removals == 1_000)
                // The daemon does not begin at zero again for a reader in the place of an earlier one.
                let first = try #require(moves.first)
                let gaps = zip(moves, moves.dropFirst()).filter { $1 != ($0 + 1) % 0x1_0000 }
                #expect(gaps.isEmpty)
                let turns = log.events.filter { $0.count != nil }.map(\.isInsertion)
                #expect(turns.enumerated().allSatisfy { $0.element == $0.offset.isMultiple(of: 2) })
                let count = try await PCSCReaders.states(within: patience).first?.eventCount
                #expect(count.map(Int.init) == (first + 1_999) % 0x1_0000)
                try await log.stop()
            }
        }

        @Test func daemonsDeathEndsTheStream() async throws {
            try await SharedBench.use { bench in
                _ = try await bench.plugReader()
                let log = EventLog(PCSCInventory())
                try await wait("settled") { log.events.contains(.settled) }
                try await bench.killDaemon()
                let error = await #expect(throws: TransportError.self) { try await log.end() }
                #expect(error?.code == .serviceUnavailable)
                let absent = EventLog(PCSCInventory())
                await #expect(throws: TransportError(.serviceUnavailable, operation: "SCardEstablishContext")) {
                    try await absent.end()
                }
                try await bench.startDaemon()
                let again = EventLog(PCSCInventory())
                try await wait("settled again") { again.events.contains(.settled) }
                #expect(again.events.first?.attachedName != nil)
                try await again.stop()
            }
        }

        /// Whoever stops listening leaves no thread behind in the daemon's wait.
        @Test func endOfListeningEndsTheThreads() async throws {
            try await SharedBench.use { bench in
                _ = try await bench.plugReader()
                let log = EventLog(PCSCInventory())
                try await wait("settled") { log.events.contains(.settled) }
                try await wait("the watch begins") { ThreadNames.current().contains("pcsc-watch-0") }
                let cost = try await duration {
                    try await log.stop()
                    try await wait("the watch ends") { !ThreadNames.current().contains("pcsc-watch-0") }
                }
                #expect(cost < .milliseconds(500))
            }
        }
    }
}

import BenchTesting
import DeviceTransport
import ISO7816
import PCSCDriver
import Testing
import ThreadExecutor

extension PCSCLane {
    /// Several programs at one reader, as the real daemon has it.
    @Suite("Sharing")
    struct Sharing {
        private static let select: [UInt8] = [0x00, 0xA4, 0x04, 0x00, 0x04, 0xF0, 0x74, 0x73, 0x74]

        /// Whoever waited has given up, so nobody would ever end what it gets.
        @Test func aTransactionThatComesTooLateIsGivenBack() async throws {
            try await SharedBench.use { bench in
                let (_, reader) = try await readerWithCard(on: bench)
                let (holder, late) = (try DeviceThread(name: "holder"), try DeviceThread(name: "late"))
                let waiting = try await late.run("open") {
                    try PCSCChannel.open(reader: reader, on: late, within: patience)
                }
                let held = try await holder.run("begin") {
                    let channel = try PCSCChannel.open(reader: reader, on: holder, within: patience)
                    try channel.beginTransaction(within: patience)
                    return channel
                }
                await #expect(throws: TransportError(.deadlineExceeded, operation: "SCardBeginTransaction")) {
                    try await late.run("begin") { try waiting.beginTransaction(within: .milliseconds(300)) }
                }
                try await holder.run("end") {
                    try held.endTransaction(within: patience)
                    held.close()
                }
                try await connected(to: reader) { channel throws in
                    try channel.beginTransaction(within: patience)
                    _ = try channel.transmit(Self.select, within: patience)
                    try channel.endTransaction(within: patience)
                }
            }
        }

        @Test func aSecondEndIsNotTransacted() async throws {
            try await SharedBench.use { bench in
                let (_, reader) = try await readerWithCard(on: bench)
                try await connected(to: reader) { channel throws in
                    try channel.beginTransaction(within: patience)
                    try channel.endTransaction(within: patience)
                    let error = #expect(throws: TransportError.self) { try channel.endTransaction(within: patience) }
                    #expect(error?.original?.name == "SCARD_E_NOT_TRANSACTED")
                }
            }
        }

        /// One connection can take the card for itself and give it back, without a reset.
        @Test func aReconnectionHoldsTheCardAlone() async throws {
            try await SharedBench.use { bench in
                let (_, reader) = try await readerWithCard(on: bench)
                let thread = try DeviceThread(name: "first")
                let first = try await thread.run("open") {
                    let channel = try PCSCChannel.open(reader: reader, on: thread, within: patience)
                    try channel.reconnect(as: .exclusive, within: patience)
                    return channel
                }
                await #expect(throws: TransportError(.heldByAnother, operation: "SCardConnect")) {
                    try await connected(to: reader) { _ in }
                }
                try await thread.run("share") { try first.reconnect(as: .shared, within: patience) }
                try await connected(to: reader) { _ = try $0.transmit(Self.select, within: patience) }
                try await thread.run("close") {
                    _ = try first.transmit(Self.select, within: patience)
                    first.close()
                }
            }
        }

        @Test func aWatchTellsWhatHappensAtTheSlot() async throws {
            try await SharedBench.use { bench in
                let (plugged, reader) = try await readerWithCard(on: bench)
                let thread = try DeviceThread(name: "watch")
                let watch = try await thread.run("open") {
                    try PCSCSlotWatch(of: reader, on: thread, within: patience)
                }
                let start = try await state(watch, thread)
                #expect(start.isCardPresent && !start.isInUse)
                let idle = try await thread.run("idle") { () throws -> [SlotChange] in
                    try [Duration.zero, .milliseconds(200)]
                        .map { try watch.change(from: start, for: $0, within: patience) }
                }
                #expect(idle == [.timedOut, .timedOut])
                async let removed = thread.run("removal") {
                    try watch.change(from: start, for: patience, within: patience * 2)
                }
                try await bench.removeCard(from: plugged)
                let removal = try await removed
                guard case .state(let empty) = removal else { throw Unexpected() }
                #expect(!empty.isCardPresent)
                try await bench.insertCard(into: plugged)
                try await wait("the card") { try await state(watch, thread).isCardPresent }
                try await wait("two steps") { try await state(watch, thread).eventCount == start.eventCount &+ 2 }
                try await thread.run("close") { watch.close() }
                await #expect(throws: TransportError(.noSuchDevice, operation: "SCardGetStatusChange")) {
                    _ = try await state(watch, thread)
                }
            }
        }

        /// A cancellation before the wait is there is not lost.
        @Test(arguments: [0, 200]) func aWatchIsTakenBack(milliseconds: Int) async throws {
            try await SharedBench.use { bench in
                let (_, reader) = try await readerWithCard(on: bench)
                let thread = try DeviceThread(name: "watch")
                let watch = try await thread.run("open") {
                    try PCSCSlotWatch(of: reader, on: thread, within: patience)
                }
                let known = try await state(watch, thread)
                async let ended = thread.run("wait") {
                    try watch.change(from: known, for: patience, within: patience * 2)
                }
                try await Task.sleep(for: .milliseconds(milliseconds))
                watch.cancel()
                let start = ContinuousClock.now
                let change = try await ended
                #expect(change == .cancelled)
                #expect(ContinuousClock.now - start < .seconds(2))
                // The next one is a wait like any other.
                let next = try await thread.run("next") {
                    try watch.change(from: known, for: .milliseconds(50), within: patience)
                }
                #expect(next == .timedOut)
                try await thread.run("close") { watch.close() }
            }
        }

        private struct Unexpected: Error {}

        private func state(_ watch: PCSCSlotWatch, _ thread: DeviceThread) async throws -> SlotState {
            let change = try await thread.run("state") { try watch.change(from: nil, for: .zero, within: patience) }
            guard case .state(let state) = change else { throw Unexpected() }
            return state
        }
    }
}

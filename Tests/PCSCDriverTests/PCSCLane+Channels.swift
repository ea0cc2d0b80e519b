import BenchTesting
import DeviceTransport
import ISO7816
import PCSCDriver
import SoftwareCard
import Testing
import ThreadExecutor
import TransportTesting

extension PCSCLane {
    @Suite("Channels")
    struct Channels {
        @Test(arguments: CardModel.all)
        func keepTheContract(_ model: CardModel) async throws {
            try await SharedBench.use { bench in
                let (_, reader) = try await readerWithCard(on: bench, model: model.slug)
                try await DeviceThread.perform(reader) { thread in
                    let contract = SmartCardChannelContract(for: model) {
                        // One card for all rules: what the last one selected must not help the next.
                        let channel = try PCSCChannel.open(reader: reader, on: thread, within: patience)
                        _ = try channel.reset(.cold, within: patience)
                        return channel
                    }
                    for rule in SmartCardChannelContract.rules(for: model) {
                        do {
                            try contract.check(rule)
                        } catch {
                            Issue.record(error, "\(rule)")
                        }
                    }
                }
            }
        }

        @Test func resetsDifferWhenTheCardDoes() async throws {
            try await SharedBench.use { bench in
                let (_, reader) = try await readerWithCard(on: bench, faults: ["warm-differs-from-cold"])
                try await connected(to: reader) { channel throws in
                    #expect(try channel.reset(.warm, within: patience) == CardModel.pivT1.otherAnswerToReset)
                    #expect(channel.answerToReset == CardModel.pivT1.otherAnswerToReset)
                    #expect(try channel.reset(.cold, within: patience) == CardModel.pivT1.answerToReset)
                }
            }
        }

        @Test func directConnectionNeedsNoCard() async throws {
            try await SharedBench.use { bench in
                let reader = try await bench.plugReader()
                let name = try await name(of: reader)
                try await connected(to: name, sharing: .direct) { channel in
                    #expect(channel.activeProtocol == nil)
                    #expect(channel.answerToReset == [])
                    let address = try channel.usbAddress(within: patience)
                    #expect(address == USBAddress(bus: reader.bus, device: reader.device))
                    let vendor = try channel.attribute(ReaderAttribute.vendorName, within: patience)
                    #expect(!vendor.isEmpty)
                    #expect(throws: TransportError(.protocolMismatch, operation: "SCardTransmit")) {
                        try channel.transmit([0, 0xA4, 4, 0], within: patience)
                    }
                    #expect(throws: TransportError(.unsupported, operation: "SCardGetAttrib")) {
                        try channel.attribute(0x0007_FFFF, within: patience)
                    }
                }
            }
        }

        @Test func resetBySomeoneElseIsSeen() async throws {
            try await SharedBench.use { bench in
                let (_, reader) = try await readerWithCard(on: bench)
                let other = try DeviceThread(name: "other")
                let mine = try await other.run("open") {
                    try PCSCChannel.open(reader: reader, on: other, within: patience)
                }
                try await connected(to: reader) { _ = try $0.reset(.warm, within: patience) }
                try await other.run("transmit") {
                    defer { mine.close() }
                    let error = #expect(throws: TransportError(.cardReset, operation: "SCardTransmit")) {
                        try mine.transmit([0, 1, 0, 0], within: patience)
                    }
                    #expect(error?.original?.number == 0x8010_0068)
                    try mine.reconnect(as: .shared, within: patience)
                    #expect(try mine.transmit([0, 1, 0, 0], within: patience) == [0x6D, 0x00])
                }
            }
        }

        @Test func transactionKeepsOthersWaiting() async throws {
            try await SharedBench.use { bench in
                let (_, reader) = try await readerWithCard(on: bench)
                try await connected(to: reader) { channel throws in
                    #expect(throws: TransportError(.inputOutput, operation: "SCardEndTransaction")) {
                        try channel.endTransaction(within: patience)
                    }
                    try channel.beginTransaction(within: patience)
                    #expect(try channel.transmit([0, 1, 0, 0], within: patience) == [0x6D, 0x00])
                    try channel.endTransaction(within: patience)
                }
                let holder = try DeviceThread(name: "holder")
                let held = try await holder.run("begin") {
                    let channel = try PCSCChannel.open(reader: reader, on: holder, within: patience)
                    try channel.beginTransaction(within: patience)
                    return channel
                }
                // The daemon makes a new connection wait for the end of the transaction, without limit.
                await #expect(throws: TransportError(.deadlineExceeded, operation: "SCardConnect")) {
                    try await DeviceThread.perform("second") { thread in
                        try PCSCChannel.open(reader: reader, on: thread, within: .milliseconds(300)).close()
                    }
                }
                try await holder.run("end") {
                    try held.endTransaction(within: patience)
                    held.close()
                }
                try await connected(to: reader) { _ = try $0.transmit([0, 1, 0, 0], within: patience) }
            }
        }

        /// A channel that is dropped anywhere lets go of the card all the same.
        @Test func droppedChannelLetsGo() async throws {
            try await SharedBench.use { bench in
                let (_, reader) = try await readerWithCard(on: bench)
                for _ in 0..<3 {
                    let thread = try DeviceThread(name: "dropped")
                    var channel: PCSCChannel? = try await thread.run("open") {
                        try PCSCChannel.open(reader: reader, sharing: .exclusive, on: thread, within: patience)
                    }
                    #expect(channel?.activeProtocol == .t1)
                    channel = nil
                    try await thread.run("let go") {}
                }
                try await connected(to: reader, sharing: .exclusive) { #expect($0.activeProtocol == .t1) }
            }
        }
    }
}

import BenchTesting
import DeviceTransport
import ISO7816
import PCSCDriver
import Testing
import ThreadExecutor

extension PCSCLane {
    @Suite("Troubles")
    struct Troubles {
        private func expect(
            _ kind: TransportError.Code,
            _ number: Int,
            _ operation: String = "SCardConnect",
            sourceLocation: SourceLocation = #_sourceLocation,
            _ body: () async throws -> Void
        ) async {
            let error = await #expect(
                throws: TransportError(kind, operation: operation),
                sourceLocation: sourceLocation
            ) { try await body() }
            #expect(error?.original?.number == number, sourceLocation: sourceLocation)
            #expect(error?.original?.name != nil, sourceLocation: sourceLocation)
        }

        @Test func emptyReaderHasNoCard() async throws {
            try await SharedBench.use { bench in
                let name = try await name(of: try await bench.plugReader())
                await expect(.noCard, 0x8010_000C) { try await connected(to: name) { _ in } }
                await expect(.noSuchDevice, 0x8010_0009) { try await connected(to: name + "?") { _ in } }
            }
        }

        @Test func readerHeldAloneIsHeldByAnother() async throws {
            try await SharedBench.use { bench in
                let (_, reader) = try await readerWithCard(on: bench)
                let holder = try DeviceThread(name: "holder")
                let held = try await holder.run("open") {
                    try PCSCChannel.open(reader: reader, sharing: .exclusive, on: holder, within: patience)
                }
                for sharing in CardSharing.allCases {
                    await expect(.heldByAnother, 0x8010_000B) {
                        try await connected(to: reader, sharing: sharing) { _ in }
                    }
                }
                let state = try await PCSCReaders.list(within: patience).first
                #expect(state?.flags.contains(.exclusive) == true)
                #expect(state?.usbAddress == nil)
                try await holder.run("close") { held.close() }
                try await connected(to: reader) { _ in }
            }
        }

        @Test func silentCardIsUnresponsive() async throws {
            try await SharedBench.use { bench in
                let (_, reader) = try await readerWithCard(on: bench, faults: ["unresponsive-to-reset"])
                await expect(.unresponsiveCard, 0x8010_0067) { try await connected(to: reader) { _ in } }
                let state = try await PCSCReaders.states(within: patience).first
                #expect(state?.flags.contains(.mute) == true)
            }
        }

        @Test func protocolThatTheCardLacksIsAMismatch() async throws {
            try await SharedBench.use { bench in
                let (_, reader) = try await readerWithCard(on: bench, model: "plain-t0")
                await expect(.protocolMismatch, 0x8010_000F) {
                    try await DeviceThread.perform(reader) { thread in
                        try PCSCChannel.open(reader: reader, protocols: [.t1], on: thread, within: patience).close()
                    }
                }
            }
        }

        @Test func cardPulledDuringACommandIsRemoved() async throws {
            try await SharedBench.use { bench in
                let (_, reader) = try await readerWithCard(on: bench, faults: ["removed:2"])
                try await connected(to: reader) { channel throws in
                    #expect(try channel.transmit([0, 1, 0, 0], within: patience) == [0x6D, 0x00])
                    #expect(throws: TransportError(.cardRemoved, operation: "SCardTransmit")) {
                        try channel.transmit([0, 1, 0, 0], within: patience)
                    }
                }
            }
        }

        @Test func cardPulledBetweenCommandsIsRemoved() async throws {
            try await SharedBench.use { bench in
                let (plugged, reader) = try await readerWithCard(on: bench)
                let thread = try DeviceThread(name: "pulled")
                let channel = try await thread.run("open") {
                    try PCSCChannel.open(reader: reader, on: thread, within: patience)
                }
                try await bench.removeCard(from: plugged)
                await expect(.cardRemoved, 0x8010_0069, "SCardTransmit") {
                    try await thread.run("transmit") {
                        defer { channel.close() }
                        _ = try channel.transmit([0, 1, 0, 0], within: patience)
                    }
                }
            }
        }

        @Test func readerUnpluggedDuringACommandIsRemoved() async throws {
            try await SharedBench.use { bench in
                let (plugged, reader) = try await readerWithCard(on: bench)
                let thread = try DeviceThread(name: "unplugged")
                try await bench.block(plugged, at: ["transmit"])
                let transmission = Task {
                    try await thread.run("transmit") {
                        let channel = try PCSCChannel.open(reader: reader, on: thread, within: patience)
                        defer { channel.close() }
                        return try channel.transmit([0, 1, 0, 0], within: patience)
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                let start = ContinuousClock.now
                try await bench.unplug(plugged)
                await #expect(throws: TransportError(.deviceRemoved, operation: "SCardTransmit")) {
                    try await transmission.value
                }
                #expect(ContinuousClock.now - start < .seconds(5))
            }
        }

        @Test func deadDaemonIsNoService() async throws {
            try await SharedBench.use { bench in
                let (_, reader) = try await readerWithCard(on: bench)
                let thread = try DeviceThread(name: "dead")
                let channel = try await thread.run("open") {
                    try PCSCChannel.open(reader: reader, on: thread, within: patience)
                }
                try await bench.killDaemon()
                await #expect(throws: TransportError(.serviceUnavailable, operation: "SCardTransmit")) {
                    try await thread.run("transmit") {
                        defer { channel.close() }
                        _ = try channel.transmit([0, 1, 0, 0], within: patience)
                    }
                }
                await expect(.serviceUnavailable, 0x8010_001D, "SCardEstablishContext") {
                    _ = try await PCSCReaders.list(within: patience)
                }
                try await bench.startDaemon()
                #expect(try await PCSCReaders.states(within: patience).count == 1)
            }
        }
    }
}

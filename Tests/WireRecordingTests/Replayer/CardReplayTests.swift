import DeviceTransport
import Testing
import TransportTesting

@testable import WireRecording

@Suite struct CardReplayTests {
    private static let select: [UInt8] =
        [0x00, 0xA4, 0x04, 0x00, 0x09, 0xA0, 0x00, 0x00, 0x03, 0x08, 0x00, 0x00, 0x10, 0x00, 0x00]
    private static let tries: [UInt8] = [0x00, 0x20, 0x00, 0x80]

    private func recording(_ folder: TemporaryFolder) throws -> Recording {
        let script: [ScriptedSmartCardChannel.Step] = [
            .exchange(Self.select, .success([0x61, 0x10, 0x90, 0x00])), .exchange(Self.tries, .success([0x63, 0xC3])),
            .control(0x4200_0D48, [1, 2, 3], .success([])),
        ]
        try RecordingSmartCardChannelTests.record(script, to: folder.file()) { channel in
            _ = try channel.transmit(Self.select, within: .zero)
            _ = try channel.transmit(Self.tries, within: .zero)
            _ = try channel.control(0x4200_0D48, [1, 2, 3], within: .zero)
        }
        return try Recording(reading: folder.file())
    }

    @Test func everyBitOfEveryCommandIsCompared() throws {
        let folder = try TemporaryFolder()
        let recording = try recording(folder)
        let commands = [(2, Self.select), (4, Self.tries)]
        for (index, (event, command)) in commands.enumerated() {
            for byte in command.indices {
                for bit in 0..<8 {
                    let channel = try Replay(recording).openSmartCardChannel()
                    for (_, earlier) in commands[..<index] { _ = try channel.transmit(earlier, within: .zero) }
                    var flipped = command
                    flipped[byte] ^= 1 << bit
                    let error = #expect(throws: TransportError.self) { try channel.transmit(flipped, within: .zero) }
                    #expect(error?.code == .replayMismatch)
                    #expect(error?.detail?.hasPrefix("event \(event), ") == true)
                    #expect(error?.detail?.contains(": byte \(byte) of the command") == true)
                    let again = #expect(throws: TransportError.self) { try channel.transmit(command, within: .zero) }
                    #expect(again?.detail == error?.detail)
                }
            }
        }
    }

    @Test func showsBothSidesOfADifference() throws {
        let folder = try TemporaryFolder()
        let channel = try Replay(try recording(folder)).openSmartCardChannel()
        var other = Self.select
        other[1] = 0xA5
        let error = #expect(throws: TransportError.self) { try channel.transmit(other, within: .zero) }
        #expect(
            error?.detail == """
                event 2, SELECT PIV: byte 1 of the command (INS) is a5 instead of a4
                  recorded  SELECT PIV: 00a4040009a0000003080000100000
                  now       SELECT DATA: 00a5040009a0000003080000100000
                """
        )
    }

    @Test(arguments: [Array(select.dropLast()), select + [0x00], []])
    func noticesAnotherLength(_ command: [UInt8]) throws {
        let folder = try TemporaryFolder()
        let channel = try Replay(try recording(folder)).openSmartCardChannel()
        let error = #expect(throws: TransportError.self) { try channel.transmit(command, within: .zero) }
        #expect(error?.code == .replayMismatch)
        #expect(error?.detail?.contains("missing") == true)
    }

    @Test func holdsToTheOrder() throws {
        let folder = try TemporaryFolder()
        let recording = try recording(folder)
        let other = try Replay(recording).openSmartCardChannel()
        let error = #expect(throws: TransportError.self) { try other.reset(.warm, within: .zero) }
        #expect(error?.detail == "event 2 is the command SELECT PIV, and the host asks for a warm reset")
        let attribute = try Replay(recording).openSmartCardChannel()
        #expect(throws: TransportError.self) { try attribute.attribute(1, within: .zero) }

        let control = try Replay(recording).openSmartCardChannel()
        _ = try control.transmit(Self.select, within: .zero)
        _ = try control.transmit(Self.tries, within: .zero)
        let changed = #expect(throws: TransportError.self) {
            try control.control(0x4200_0D48, [1, 9, 3], within: .zero)
        }
        #expect(
            changed?.detail == """
                event 6, control code 0x42000d48: byte 1 of the data is 09 instead of 02
                  recorded  010203
                  now       010903
                """
        )

        let closed = try Replay(recording).openSmartCardChannel()
        closed.close()
        closed.close()
        #expect(throws: TransportError.self) { try closed.transmit(Self.select, within: .zero) }
    }

    @Test func playsARefusedConnection() throws {
        let folder = try TemporaryFolder()
        let mute = TransportError(
            .unresponsiveCard,
            operation: "SCardConnect",
            original: .init(source: "pcsc-lite", number: 0x8010_0066, name: "SCARD_W_UNRESPONSIVE_CARD")
        )
        let writer = try RecordingWriter(creating: folder.file(), header: Samples.header([.card]))
        try writer.recordFailure(mute, during: .connect, on: .card)
        try writer.finish()
        let replay = Replay(try Recording(reading: folder.file()))
        let error = #expect(throws: TransportError.self) { try replay.openSmartCardChannel() }
        #expect(error == mute)
        #expect(error?.original == mute.original)
        try replay.finish()
    }
}

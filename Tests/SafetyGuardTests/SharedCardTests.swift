import DeviceTransport
import ISO7816
import Testing

@testable import SafetyGuard

/// Two connections to one card under one allowance.
@Suite struct SharedCardTests {
    private let spy = SpySmartCardChannel()
    private let limit = Duration.seconds(1)
    private let selectFIDO: [UInt8] = [0x00, 0xA4, 0x04, 0x00, 8] + ApplicationIdentifier.fido.bytes
    private let getInfo: [UInt8] = [0x80, 0x10, 0x00, 0x00, 1, 0x04, 0x00]
    private let verify: [UInt8] = [0x00, 0x20, 0x00, 0x80, 8] + Array("12345678".utf8)

    private func expectRefusal(_ channel: GuardedSmartCardChannel, _ command: [UInt8]) {
        #expect(throws: TransportError.self) { _ = try channel.transmit(command, within: limit) }
    }

    /// The other may have selected anything, with the same class byte meaning something else.
    @Test func noApplicationIsCountedOnWhileThereAreTwo() throws {
        let first = GuardedSmartCardChannel(wrapping: spy, allowing: .d0)
        _ = try first.transmit(selectFIDO, within: limit)
        _ = try first.transmit(getInfo, within: limit)
        let second = GuardedSmartCardChannel(wrapping: spy, besides: first)
        spy.forget()
        for channel in [first, second] { expectRefusal(channel, getInfo) }
        #expect(spy.sent.isEmpty)
        _ = try first.transmit(selectFIDO, within: limit)
        for channel in [first, second] { expectRefusal(channel, getInfo) }
        second.close()
        second.close()
        expectRefusal(first, getInfo)
        _ = try first.transmit(selectFIDO, within: limit)
        #expect(try first.transmit(getInfo, within: limit) == [0x90, 0x00])
    }

    /// What connects again has missed what happened.
    @Test func aReconnectionForgetsTheApplication() throws {
        let channel = GuardedSmartCardChannel(wrapping: spy, allowing: .d0)
        _ = try channel.transmit(selectFIDO, within: limit)
        try channel.reconnect(as: .shared, within: limit)
        expectRefusal(channel, getInfo)
    }

    @Test func oneTryIsOneTryOverBoth() throws {
        let first = GuardedSmartCardChannel(wrapping: spy, allowing: .d0, raisedTo: .d3, times: 1)
        let second = GuardedSmartCardChannel(wrapping: spy, besides: first)
        _ = try second.transmit(verify, within: limit)
        expectRefusal(first, verify)
        expectRefusal(second, verify)
        #expect(spy.sent == [verify])
    }

    @Test func theSecondIsAllowedNoMore() {
        let first = GuardedSmartCardChannel(wrapping: spy, allowing: .d0)
        expectRefusal(GuardedSmartCardChannel(wrapping: spy, besides: first), verify)
        #expect(spy.sent.isEmpty)
    }

    /// Whatever keeps others out is over when the check is.
    @Test func whatWasBegunIsEnded() throws {
        let channel = GuardedSmartCardChannel(wrapping: spy, allowing: .d0)
        channel.release(within: limit)
        #expect(spy.calls.isEmpty)
        for _ in 0..<3 { try channel.beginTransaction(within: limit) }
        try channel.endTransaction(within: limit)
        try channel.reconnect(as: .exclusive, within: limit)
        channel.release(within: limit)
        channel.release(within: limit)
        let begun = ["begin", "begin", "begin", "end", "reconnect exclusive"]
        #expect(spy.calls == begun + ["end", "end", "reconnect shared"])
    }
}

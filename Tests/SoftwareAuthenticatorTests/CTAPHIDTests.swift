import CTAPMessages
import Testing

@testable import SoftwareAuthenticator

/// The authenticator keeps to CTAP 2.1, 11.2.
@Suite struct CTAPHIDTests {
    static func error(_ code: CTAPHIDErrorCode, on channel: UInt32) -> CTAPHIDMessage {
        CTAPHIDMessage(channel: channel, command: .error, payload: [code.rawValue])
    }

    @Test func initializeGivesOutAChannel() throws {
        let host = Host()
        let nonce: [UInt8] = [8, 7, 6, 5, 4, 3, 2, 1]
        let answers = try host.exchange(.initialize, nonce, on: CTAPHIDMessage.broadcast)
        try #require(answers.count == 1)
        #expect(answers[0].channel == CTAPHIDMessage.broadcast)
        let response = try CTAPHIDInitializeResponse(parsing: answers[0].payload)
        #expect(
            response
                == CTAPHIDInitializeResponse(
                    nonce: nonce,
                    channel: 1,
                    majorVersion: 2,
                    minorVersion: 1,
                    buildVersion: 0,
                    capabilities: [.wink, .cbor, .noMessage]
                )
        )
    }

    @Test func everyHostGetsAChannelOfItsOwn() throws {
        let host = Host()
        #expect(Set(try (0..<20).map { _ in try host.open() }).count == 20)
    }

    @Test func initializeOnAChannelKeepsIt() throws {
        let host = Host()
        let channel = try host.open()
        let answers = try host.exchange(.initialize, [0, 0, 0, 0, 0, 0, 0, 1], on: channel)
        try #require(answers.count == 1)
        #expect(answers[0].channel == channel)
        #expect(try CTAPHIDInitializeResponse(parsing: answers[0].payload).channel == channel)
    }

    @Test(arguments: [0, 1, 57, 58, 116, 117, 1024, 7609])
    func pingEchoes(byteCount: Int) throws {
        let host = Host()
        let channel = try host.open()
        let payload = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0) }
        let ping = CTAPHIDMessage(channel: channel, command: .ping, payload: payload)
        #expect(try host.exchange(.ping, payload, on: channel) == [ping])
    }

    @Test func winkAnswersWithNothingIn() throws {
        let host = Host()
        let channel = try host.open()
        #expect(
            try host.exchange(.wink, [], on: channel)
                == [CTAPHIDMessage(channel: channel, command: .wink, payload: [])]
        )
    }

    struct Slip: CustomTestStringConvertible {
        let name: String
        let command: CTAPHIDCommand
        let payload: [UInt8]
        let code: CTAPHIDErrorCode
        var testDescription: String { name }
    }

    @Test(arguments: [
        Slip(name: "lock is not offered", command: .lock, payload: [1], code: .invalidCommand),
        Slip(name: "unknown", command: CTAPHIDCommand(rawValue: 0x22), payload: [], code: .invalidCommand),
        Slip(name: "vendor", command: CTAPHIDCommand(rawValue: 0x41), payload: [], code: .invalidCommand),
        Slip(name: "key does not send keep-alives", command: .keepalive, payload: [1], code: .invalidCommand),
        Slip(name: "no U2F here", command: .message, payload: [0, 3, 0, 0], code: .invalidCommand),
        Slip(name: "empty CBOR", command: .cbor, payload: [], code: .invalidLength),
        Slip(name: "wink with payload", command: .wink, payload: [1], code: .invalidLength),
        Slip(name: "short nonce", command: .initialize, payload: [1, 2, 3], code: .invalidLength),
        Slip(name: "long nonce", command: .initialize, payload: Array(repeating: 1, count: 9), code: .invalidLength),
    ])
    func slipsHaveTheirCode(slip: Slip) throws {
        let host = Host()
        let channel = try host.open()
        #expect(try host.exchange(slip.command, slip.payload, on: channel) == [Self.error(slip.code, on: channel)])
        #expect(try host.exchange(.ping, [9], on: channel).first?.payload == [9])
    }

    @Test(arguments: [0, 0x1234_5678, CTAPHIDMessage.broadcast] as [UInt32])
    func foreignChannelsAreRefused(channel: UInt32) throws {
        let host = Host()
        _ = try host.open()
        #expect(try host.exchange(.ping, [1], on: channel) == [Self.error(.invalidChannel, on: channel)])
    }

    @Test func messageLongerThanAnyIsRefused() throws {
        let host = Host()
        let channel = try host.open()
        host.send(address(channel) + [0x81, 0x1D, 0xBA])
        #expect(try host.messages() == [Self.error(.invalidLength, on: channel)])
    }

    @Test func wrongSequenceIsRefused() throws {
        let host = Host()
        let channel = try host.open()
        host.send(address(channel) + [0x81, 0x00, 0xC8])
        host.send(address(channel) + [0x01])
        #expect(try host.messages() == [Self.error(.invalidSequence, on: channel)])
        #expect(try host.exchange(.ping, [7], on: channel).first?.payload == [7])
    }

    @Test func newMessageInTheMiddleIsRefused() throws {
        let host = Host()
        let channel = try host.open()
        host.send(address(channel) + [0x81, 0x00, 0xC8])
        host.send(address(channel) + [0x81, 0x00, 0x01])
        #expect(try host.messages() == [Self.error(.invalidSequence, on: channel)])
    }

    @Test func continuationWithoutStartIsIgnored() throws {
        let host = Host()
        let channel = try host.open()
        host.send(address(channel) + [0x00])
        #expect(try host.messages() == [])
    }

    @Test func unfinishedMessageTimesOut() throws {
        let host = Host()
        let channel = try host.open()
        let start = host.now
        host.send(address(channel) + [0x81, 0x00, 0xC8])
        #expect(try host.messages() == [Self.error(.messageTimeout, on: channel)])
        #expect(host.now - start == .milliseconds(500))
        #expect(try host.exchange(.ping, [7], on: channel).first?.payload == [7])
    }

    @Test func finishedMessageDoesNotTimeOut() throws {
        let host = Host()
        let channel = try host.open()
        let answers = try host.exchange(.ping, Array(repeating: 5, count: 200), on: channel)
        #expect(answers.map(\.command) == [.ping])
    }

    @Test func otherChannelIsBusyWhileAMessageIsOpen() throws {
        let host = Host()
        let (first, second) = (try host.open(), try host.open())
        host.send(address(first) + [0x81, 0x00, 0x3A] + Array(repeating: 1, count: 57))
        try host.send(.ping, [1], on: second)
        host.send(address(first) + [0x00, 0x01])
        let answers = try host.messages()
        #expect(answers.first == Self.error(.channelBusy, on: second))
        #expect(answers.last?.payload == Array(repeating: 1, count: 58))
        #expect(answers.count == 2)
    }

    @Test func initializeDropsTheOpenMessage() throws {
        let host = Host()
        let channel = try host.open()
        host.send(address(channel) + [0x81, 0x00, 0xC8])
        try host.send(.initialize, [1, 1, 1, 1, 1, 1, 1, 1], on: channel)
        #expect(try host.messages().map(\.command) == [.initialize])
    }

    @Test func reportsOfOtherLengthsNeverArrive() throws {
        let host = Host()
        for count in [0, 1, 63, 65] { host.queue.receive(Array(repeating: 0xFF, count: count), at: host.now) }
        #expect(try host.messages() == [])
    }
}

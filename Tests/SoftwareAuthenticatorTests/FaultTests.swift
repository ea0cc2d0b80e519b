import CTAPMessages
import Testing

@testable import SoftwareAuthenticator

@Suite struct FaultTests {
    @Test func muteFromTheStart() throws {
        let host = Host(.level2Key, [.mute(afterMessages: 0)])
        #expect(try host.exchange(.initialize, [1, 2, 3, 4, 5, 6, 7, 8], on: CTAPHIDMessage.broadcast) == [])
    }

    @Test func muteAfterTwoMessages() throws {
        let host = Host(.level2Key, [.mute(afterMessages: 2)])
        let channel = try host.open()
        #expect(try host.exchange(.ping, [1], on: channel).count == 1)
        #expect(try host.exchange(.ping, [1], on: channel) == [])
    }

    @Test func dripSendsOneReport() throws {
        let host = Host(.level2Key, [.drip])
        let channel = try host.open()
        #expect(try host.exchange(.ping, [1], on: channel).count == 1)
        try host.send(.cbor, [0x04], on: channel)
        #expect(host.queue.next(at: host.now)?.prefix(5) == ArraySlice(address(channel) + [0x90]))
        #expect(host.queue.nextDue == nil)
    }

    @Test func keepAliveForeverOutlastsAMinute() throws {
        let host = Host(.level2Key, [.keepAliveForever])
        let channel = try host.open()
        try host.send(.cbor, [0x04], on: channel)
        let answers = try host.messages(for: .seconds(60))
        #expect(answers.count == 750)
        #expect(answers.allSatisfy { $0.command == .keepalive && $0.payload == [1] })
        try host.send(.cancel, [], on: channel)
        #expect(try host.messages(for: .seconds(1)).allSatisfy { $0.command == .keepalive })
    }

    @Test func slowAnswersAfterItsTime() throws {
        let host = Host(.level2Key, [.slow(.milliseconds(250))])
        let channel = try host.open()
        let start = host.now
        let answers = try host.exchange(.cbor, [0x06, 0xA1, 2, 1], on: channel)
        #expect(answers.map(\.command) == [.keepalive, .keepalive, .keepalive, .cbor])
        #expect(host.now - start == .milliseconds(250))
    }

    @Test func wrongChannelIsAnother() throws {
        let host = Host(.level2Key, [.wrongChannel])
        let channel = try host.open()
        #expect(try host.exchange(.cbor, [0x06, 0xA1, 2, 1], on: channel).first?.channel == ~channel)
        #expect(try host.exchange(.ping, [1], on: channel).first?.channel == channel)
    }

    @Test func oversizeAnnouncesTooMuch() throws {
        let host = Host(.level2Key, [.oversize])
        let channel = try host.open()
        #expect(throws: CTAPHIDFramingError.announcedLength(channel: channel, 0xFFFF)) {
            try host.exchange(.cbor, [0x06, 0xA1, 2, 1], on: channel)
        }
    }

    @Test(
        arguments: [
            (.badCBOR, .cbor, [0x00, 0xA2, 0x01]),
            (.refuse(command: 0x04, status: 0x01), .cbor, [0x01]),
            (.transportError(0x06), .error, [0x06]),
        ] as [(AuthenticatorFault, CTAPHIDCommand, [UInt8])]
    )
    func spoiltAnswers(fault: AuthenticatorFault, command: CTAPHIDCommand, payload: [UInt8]) throws {
        let host = Host(.level2Key, [fault])
        let channel = try host.open()
        #expect(
            try host.exchange(.cbor, [0x04], on: channel)
                == [CTAPHIDMessage(channel: channel, command: command, payload: payload)]
        )
    }

    @Test func wrongNonceDiffers() throws {
        let host = Host(.level2Key, [.wrongNonce])
        let answer = try host.exchange(.initialize, [1, 2, 3, 4, 5, 6, 7, 8], on: CTAPHIDMessage.broadcast).first
        #expect(answer?.payload.prefix(8) == [0xFE, 0xFD, 0xFC, 0xFB, 0xFA, 0xF9, 0xF8, 0xF7])
    }

    @Test(arguments: [
        "mute:0", "mute:3", "drip", "keep-alive-forever", "wrong-channel", "oversize", "bad-cbor", "slow:250",
        "wrong-nonce", "refuse:4:1", "transport-error:6",
    ])
    func spellingReturns(text: String) throws {
        #expect(try #require(AuthenticatorFault(text)).description == text)
    }

    @Test(arguments: ["", "mut", "mute:", "mute:x", "mute:-1", "slow", "slow:99999999999", "refuse:4", "refuse:256:1"])
    func refusesOtherSpellings(text: String) {
        #expect(AuthenticatorFault(text) == nil)
    }

    @Test func hexadecimalNumbersAreRead() {
        #expect(AuthenticatorFault("refuse:0x04:0x30") == .refuse(command: 4, status: 0x30))
        #expect(AuthenticatorFault("mute") == .mute(afterMessages: 0))
    }
}

import CBORTree
import CTAPMessages
import Testing

@testable import SoftwareAuthenticator

@Suite struct CTAP2Tests {
    @Test(arguments: AuthenticatorModel.all.filter { $0.information != nil }.map(\.slug))
    func informationIsCanonical(slug: String) throws {
        let model = try #require(AuthenticatorModel.all.first { $0.slug == slug })
        let host = Host(model)
        let channel = try host.open()
        let answer = try #require(try host.exchange(.cbor, [0x04], on: channel).first)
        #expect(answer.payload.first == 0x00)
        let tree = try CBORItem(parsing: Array(answer.payload.dropFirst()))
        #expect(tree.canonicalFindings() == [])
        #expect(tree.entries?.count == model.information?.count)
        #expect(tree[0x03]?.bytes?.count == 16)
    }

    struct Case: CustomTestStringConvertible {
        let name: String
        var model = AuthenticatorModel.level2Key
        let request: [UInt8]
        let answer: [UInt8]
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "PIN retries", request: [0x06, 0xA2, 1, 1, 2, 1], answer: [0x00, 0xA1, 3, 8]),
        Case(name: "PIN retries, no protocol", request: [0x06, 0xA1, 2, 1], answer: [0x00, 0xA1, 3, 8]),
        Case(name: "UV retries", request: [0x06, 0xA1, 2, 7], answer: [0x00, 0xA1, 5, 5]),
        Case(name: "UV retries of 2.0", model: .level1Key, request: [0x06, 0xA1, 2, 7], answer: [0x02]),
        Case(name: "PIN retries of 2.0", model: .level1Key, request: [0x06, 0xA1, 2, 1], answer: [0x00, 0xA1, 3, 8]),
        Case(name: "unknown subcommand", request: [0x06, 0xA1, 2, 0x18, 0x63], answer: [0x3E]),
        Case(name: "no subcommand", request: [0x06, 0xA1, 1, 1], answer: [0x14]),
        Case(name: "no parameters", request: [0x06], answer: [0x14]),
        Case(name: "subcommand is text", request: [0x06, 0xA1, 2, 0x61, 0x31], answer: [0x11]),
        Case(name: "list for a map", request: [0x06, 0x81, 2], answer: [0x11]),
        Case(name: "half a map", request: [0x06, 0xA2, 1, 1], answer: [0x12]),
        Case(name: "unsorted map", request: [0x06, 0xA2, 2, 1, 1, 1], answer: [0x12]),
        Case(name: "key agreement, no protocol", request: [0x06, 0xA1, 2, 2], answer: [0x14]),
        Case(name: "key agreement, protocol 9", request: [0x06, 0xA2, 1, 9, 2, 2], answer: [0x02]),
        Case(name: "getInfo with parameters", request: [0x04, 0xA0], answer: [0x03]),
        Case(name: "makeCredential of nothing", request: [0x01, 0xA0], answer: [0x14]),
        Case(name: "unknown command", request: [0x63], answer: [0x01]),
        Case(name: "selection of 2.0", model: .level1Key, request: [0x0B], answer: [0x01]),
    ]

    @Test(arguments: cases)
    func answers(test: Case) throws {
        let host = Host(test.model)
        let channel = try host.open()
        #expect(
            try host.exchange(.cbor, test.request, on: channel)
                == [CTAPHIDMessage(channel: channel, command: .cbor, payload: test.answer)]
        )
    }

    @Test func keyAgreementIsAPointOnP256() throws {
        let host = Host()
        let channel = try host.open()
        let answer = try #require(try host.exchange(.cbor, [0x06, 0xA2, 1, 1, 2, 2], on: channel).first)
        #expect(answer.payload.first == 0x00)
        let key = try #require(try CBORItem(parsing: Array(answer.payload.dropFirst()))[0x01])
        #expect(key[1]?.integer == 2)
        #expect(key[3]?.integer == -25)
        #expect(key[-1]?.integer == 1)
        #expect(key[-2]?.bytes?.count == 32)
        #expect(key[-3]?.bytes?.count == 32)
        #expect(key.canonicalFindings() == [])
    }

    @Test func selectionWaitsForTheTouch() throws {
        var model = AuthenticatorModel.level2Key
        model.touch = .milliseconds(200)
        let host = Host(model)
        let channel = try host.open()
        let start = host.now
        let answers = try host.exchange(.cbor, [0x0B], on: channel)
        #expect(answers.map(\.command) == [.keepalive, .keepalive, .cbor])
        #expect(answers.first?.payload == [CTAPHIDKeepaliveStatus.userPresenceNeeded.rawValue])
        #expect(answers.last?.payload == [0x00])
        #expect(host.now - start == .milliseconds(200))
    }

    @Test func selectionGivesUp() throws {
        let host = Host()
        let channel = try host.open()
        #expect(try host.exchange(.cbor, [0x0B], on: channel).last?.payload == [0x2F])
    }

    @Test func cancelEndsTheRequest() throws {
        let host = Host()
        let channel = try host.open()
        try host.send(.cbor, [0x0B], on: channel)
        #expect(try host.messages(for: .milliseconds(100)).map(\.command) == [.keepalive])
        try host.send(.cancel, [], on: channel)
        #expect(try host.messages() == [CTAPHIDMessage(channel: channel, command: .cbor, payload: [0x2D])])
        try host.send(.cancel, [], on: channel)
        #expect(try host.messages() == [])
    }

    @Test func requestIsNotCancelledFromElsewhere() throws {
        let host = Host()
        let (first, second) = (try host.open(), try host.open())
        try host.send(.cbor, [0x0B], on: first)
        try host.send(.cancel, [], on: second)
        #expect(try host.messages().last?.payload == [0x2F])
    }

    @Test func keyIsBusyMeanwhile() throws {
        let host = Host()
        let (first, second) = (try host.open(), try host.open())
        try host.send(.cbor, [0x0B], on: first)
        let answers = try host.exchange(.ping, [1], on: second)
        #expect(answers.first == CTAPHIDTests.error(.channelBusy, on: second))
    }

    @Test func initializeWithdrawsTheAnswer() throws {
        let host = Host()
        let channel = try host.open()
        try host.send(.cbor, [0x0B], on: channel)
        try host.send(.initialize, [1, 2, 3, 4, 5, 6, 7, 8], on: channel)
        #expect(try host.messages().map(\.command) == [.initialize])
    }

    @Test(
        arguments: [
            ([0, 3, 0, 0], Array("U2F_V2".utf8) + [0x90, 0x00]),
            ([0, 3, 0, 0, 0, 0, 0], Array("U2F_V2".utf8) + [0x90, 0x00]),
            ([0, 9, 0, 0], [0x6D, 0x00]),
            ([0x80, 3, 0, 0], [0x6E, 0x00]),
            ([0, 3], [0x67, 0x00]),
        ] as [([UInt8], [UInt8])]
    )
    func answersU2F(command: [UInt8], response: [UInt8]) throws {
        let host = Host(.u2fKey)
        let channel = try host.open()
        #expect(try host.exchange(.message, command, on: channel).first?.payload == response)
    }

    @Test func u2fKeySpeaksNoCBOR() throws {
        let host = Host(.u2fKey)
        let channel = try host.open()
        #expect(
            try host.exchange(.cbor, [0x04], on: channel) == [CTAPHIDTests.error(.invalidCommand, on: channel)]
        )
    }
}

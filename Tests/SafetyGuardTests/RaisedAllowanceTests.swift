import CBORTree
import CTAPMessages
import DeviceTransport
import Testing

@testable import SafetyGuard

struct RaisedAllowanceTests {
    private let spy = SpyReportChannel()
    private let limit = Duration.seconds(1)

    private func report(_ command: CTAPCommand, _ parameters: CBORItem) throws -> [UInt8] {
        let payload = [command.rawValue] + parameters.encoded()
        return try CTAPHIDMessage(channel: 7, command: .cbor, payload: payload).reports()[0]
    }

    private func token() throws -> [UInt8] { try report(.clientPIN, [0x01: 2, 0x02: 9]) }

    private let refusal = TransportError(.refusedByGuard, operation: "authenticatorClientPIN")

    @Test func oneTryPassesAndNoSecond() throws {
        let channel = GuardedReportChannel(wrapping: spy, allowing: .d1)
        let token = try token()
        #expect(throws: refusal) { try channel.write(token, within: limit) }
        let error = #expect(throws: TransportError.self) {
            try channel.raising(to: .d3, tries: 1) { () throws(TransportError) in
                try channel.write(token, within: limit)
                try channel.write(token, within: limit)
            }
        }
        #expect(error == refusal)
        #expect(error?.description.contains("what was allowed has been spent") == true)
        #expect(spy.written == [token])
    }

    /// Also when the body ended with an error.
    @Test func raiseEndsWithItsBody() throws {
        let channel = GuardedReportChannel(wrapping: spy, allowing: .d1)
        let token = try token()
        #expect(throws: TransportError.self) {
            try channel.raising(to: .d3, tries: 5) { () throws(TransportError) in
                throw TransportError(.deviceRemoved, operation: "read", subject: "spy")
            }
        }
        #expect(throws: refusal) { try channel.write(token, within: limit) }
        #expect(spy.written.isEmpty)
    }

    /// The registration that a token is for, which spends nothing.
    @Test func whatLiesBelowIsNotCounted() throws {
        let channel = GuardedReportChannel(wrapping: spy, allowing: .d1)
        let registration = try report(.makeCredential, [0x08: .bytes(Array(repeating: 1, count: 16))])
        #expect(throws: TransportError.self) { try channel.write(registration, within: limit) }
        try channel.raising(to: .d3, tries: 0) { () throws(TransportError) in
            try channel.write(registration, within: limit)
            try channel.write(registration, within: limit)
        }
        #expect(spy.written == [registration, registration])
    }

    @Test func whatLiesAboveIsRefused() throws {
        let channel = GuardedReportChannel(wrapping: spy, allowing: .d1)
        let reset = try CTAPHIDMessage(channel: 7, command: .cbor, payload: [7]).reports()[0]
        #expect(throws: TransportError(.refusedByGuard, operation: "authenticatorReset")) {
            try channel.raising(to: .d3, tries: 1) { () throws(TransportError) in
                try channel.write(reset, within: limit)
            }
        }
        #expect(spy.written.isEmpty)
    }
}

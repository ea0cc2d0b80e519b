import CBORTree
import CTAPMessages
import DeviceTransport
import Testing
import TransportTesting

@testable import WireRecording

@Suite struct RecordingGuardTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let message: CTAPHIDMessage

        init(_ name: String, _ command: CTAPHIDCommand, _ payload: [UInt8]) {
            testDescription = name
            message = Samples.message(command, payload)
        }

        init(_ name: String, _ command: UInt8, _ parameters: CBORItem) {
            self.init(name, .cbor, [command] + parameters.encoded())
        }
    }

    private static let secret = CBORItem.bytes(Array(repeating: 0x5E, count: 80))

    private static let key = CBORItem.pairs([(1, 2), (3, -25), (-1, 1), (-2, bytes(32)), (-3, bytes(32))])

    private static func bytes(_ count: Int) -> CBORItem { .bytes(Array(repeating: 0x5E, count: count)) }

    static let refused = [
        Row("setPIN with a PIN of odd length", 0x06, [1: 2, 2: 3, 3: key, 5: bytes(79)]),
        Row("setPIN with a PIN in chunks", .cbor, [0x06, 0xA2, 0x02, 0x03, 0x05, 0x5F, 0x42, 0x5E, 0x5E, 0xFF]),
        Row("getPinToken with a hash as text", 0x06, [1: 2, 2: 5, 3: key, 6: "^^^^^^^^^^^^^^^^"]),
        Row(
            "getPinToken with two hashes",
            .cbor,
            [0x06] + CBORItem.pairs([(2, 5), (6, bytes(16)), (6, bytes(16))]).encoded()
        ),
        Row("a key with something beside it", 0x06, [1: 2, 2: 5, 3: [-2: bytes(32), -3: bytes(32), -4: bytes(32)]]),
        Row("a key that is no map", 0x06, [1: 2, 2: 5, 3: secret]),
        Row("a subcommand of the future", 0x06, [1: 2, 2: 99]),
        Row("retries with a hash beside them", 0x06, [1: 2, 2: 1, 6: secret]),
        Row("a token with a member of the future", 0x06, [1: 2, 2: 9, 3: key, 11: secret]),
        Row("retries, and another subcommand after it", .cbor, [0x06, 0xA2, 0x02, 0x01, 0x02, 0x05]),
        Row("clientPIN without a subcommand", 0x06, [1: 2]),
        Row("clientPIN that is no CBOR", .cbor, [0x06, 0xA2, 0x01]),
        Row("clientPIN with bytes behind it", .cbor, [0x06, 0xA1, 0x02, 0x01, 0x00]),
        Row("makeCredential with an odd pinUvAuthParam", 0x01, [1: secret, 8: secret]),
        Row("makeCredential with a wide key", .cbor, [0x01, 0xA1, 0x18, 0x08, 0x41, 0x00]),
        Row("getAssertion with hmac-secret without its members", 0x02, [1: "a", 4: ["hmac-secret": [1: 1]]]),
        Row("makeCredential with half an hmac-secret-mc", 0x01, [6: ["hmac-secret-mc": [1: 1]]]),
        Row("an hmac-secret of the future", 0x02, [1: "a", 4: ["hmac-secret-2": secret]]),
        Row("getInfo with parameters", 0x04, [1: secret]),
        Row("a vendor's CTAP command", .cbor, [0x50]),
        Row("an unknown CTAP command", 0x3F, [1: 1]),
        Row("a vendor's CTAPHID command", CTAPHIDCommand(rawValue: 0x45), []),
        Row("an unknown CTAPHID command with data", CTAPHIDCommand(rawValue: 0x20), [1]),
    ]

    /// What is sent, with nothing of it written down but where it was.
    static let masked = [
        Row("getKeyAgreement", 0x06, [1: 2, 2: 2]),
        Row("setPIN", 0x06, [1: 2, 2: 3, 3: key, 4: bytes(32), 5: bytes(80)]),
        Row("changePIN", 0x06, [1: 1, 2: 4, 3: key, 4: bytes(16), 5: bytes(64), 6: bytes(16)]),
        Row("getPinToken", 0x06, [1: 2, 2: 5, 3: key, 6: bytes(32)]),
        Row("token with UV", 0x06, [1: 2, 2: 6, 3: key, 9: 1, 10: "a"]),
        Row("token with permissions", 0x06, [1: 2, 2: 9, 3: key, 6: bytes(32), 9: 1]),
        Row("makeCredential with pinUvAuthParam", 0x01, [1: 1, 8: bytes(32), 9: 2]),
        Row("makeCredential with hmac-secret-mc", 0x01, [6: ["hmac-secret-mc": [1: key, 2: bytes(80), 3: bytes(32)]]]),
        Row("makeCredential with largeBlobKey", 0x01, [6: ["largeBlobKey": true]]),
        Row("getAssertion with pinUvAuthParam", 0x02, [1: "a", 6: bytes(16), 7: 1]),
        Row("getAssertion with hmac-secret", 0x02, [4: ["hmac-secret": [1: key, 2: bytes(32), 3: bytes(16)]]]),
        Row("credentialManagement", 0x0A, [1: 1, 3: 1, 4: bytes(16)]),
        Row("credentialManagement, preview", 0x41, [1: 1, 3: 1, 4: bytes(16)]),
        Row("authenticatorConfig", 0x0D, [1: 1, 4: bytes(16)]),
        Row("bioEnrollment", 0x09, [1: 1, 5: bytes(16)]),
        Row("bioEnrollment, preview", 0x40, [1: 1, 5: bytes(32)]),
        Row("largeBlobs, write", 0x0C, [2: secret, 3: 0, 4: 80, 5: bytes(32), 6: 2]),
    ]

    static let allowed = [
        Row("getInfo", .cbor, [0x04]),
        Row("PIN retries", 0x06, [1: 1, 2: 1]),
        Row("PIN retries without protocol", 0x06, [2: 1]),
        Row("UV retries", 0x06, [1: 2, 2: 7]),
        Row("makeCredential", 0x01, [1: secret, 2: ["id": "a"], 6: ["hmac-secret": true]]),
        Row("getAssertion", 0x02, [1: "a", 2: secret]),
        Row("getNextAssertion", .cbor, [0x08]),
        Row("selection", .cbor, [0x0B]),
        Row("credentialManagement without pinUvAuthParam", 0x0A, [1: 1]),
        Row("largeBlobs, read", 0x0C, [1: 1024, 3: 0]),
        Row("nothing in CTAPHID_CBOR", .cbor, []),
        Row("U2F version", .message, [0, 3, 0, 0, 0, 0, 0]),
        Row("a long PING", .ping, Array(repeating: 0x06, count: 1024)),
        Row("an unknown CTAPHID command", CTAPHIDCommand(rawValue: 0x20), []),
    ]

    private struct Outcome {
        let error: TransportError?
        let sent: [[UInt8]]
        let text: String
    }

    private func record(_ reports: [[UInt8]]) throws -> Outcome {
        let folder = try TemporaryFolder()
        let device = ScriptedReportChannel(Array(repeating: .takesAnything, count: 200))
        let writer = try RecordingWriter(creating: folder.file(), header: Samples.header())
        let recorder = try RecordingReportChannel(wrapping: device, writer: writer)
        var error: TransportError?
        do throws(TransportError) {
            for report in reports { try recorder.write(report, within: .zero) }
        } catch let caught {
            error = caught
        }
        recorder.close()
        return Outcome(error: error, sent: device.written, text: try folder.text())
    }

    @Test(arguments: refused) func neitherSendsNorWrites(_ row: Row) throws {
        let outcome = try record(try row.message.reports())
        #expect(outcome.error?.code == .refusedByGuard)
        #expect(outcome.error?.detail?.hasSuffix("cannot be recorded") == true)
        #expect(outcome.sent.isEmpty)
        #expect(!outcome.text.contains("5e5e"))
        #expect(!outcome.text.contains("request"))
    }

    @Test(arguments: allowed) func letsPass(_ row: Row) throws {
        let reports = try row.message.reports()
        let outcome = try record(reports)
        #expect(outcome.error == nil)
        #expect(outcome.sent == reports)
        #expect(outcome.text.contains(#""kind":"request""#))
    }

    @Test(arguments: masked) func sendsAndDoesNotWrite(_ row: Row) throws {
        let reports = try row.message.reports()
        let outcome = try record(reports)
        #expect(outcome.error == nil)
        #expect(outcome.sent == reports)
        #expect(outcome.text.contains(#""kind":"request""#))
        #expect(!outcome.text.contains("5e5e"))
    }

    @Test func halfAMessageGetsNoFurtherThanAWholeOne() throws {
        let message = Samples.message(.cbor, [0x06] + CBORItem.pairs([(2, 3), (5, Self.secret)]).encoded())
        let reports = try message.reports()
        #expect(reports.count == 2)
        // Left half sent when the channel closes, out of turn, and with wrong padding.
        let half = try record([reports[0]])
        #expect(half.sent.isEmpty)
        #expect(!half.text.contains("5e5e"))
        var outOfTurn = reports[1]
        outOfTurn[4] = 9
        for tail in [outOfTurn, reports[0], reports[1].dropLast() + [1]] {
            let outcome = try record([reports[0], tail])
            #expect(outcome.error?.code == .refusedByGuard)
            #expect(outcome.sent.isEmpty)
            #expect(!outcome.text.contains("5e5e"))
        }
    }

    @Test func theRestOfARefusedMessageIsRefusedToo() throws {
        let folder = try TemporaryFolder()
        let device = ScriptedReportChannel(Array(repeating: .takesAnything, count: 9))
        let writer = try RecordingWriter(creating: folder.file(), header: Samples.header())
        let recorder = try RecordingReportChannel(wrapping: device, writer: writer)
        let reports = try Samples.message(.cbor, [0x06] + Array(repeating: 0x5E, count: 150)).reports()
        var outOfTurn = reports[1]
        outOfTurn[4] = 7
        try recorder.write(reports[0], within: .zero)
        for report in [outOfTurn, reports[1], reports[2]] {
            let error = #expect(throws: TransportError.self) { try recorder.write(report, within: .zero) }
            #expect(error?.code == .refusedByGuard)
        }
        #expect(device.written.isEmpty)
        // The next message on the channel is a matter of its own.
        try recorder.write(try Samples.message(.cbor, [0x04]).reports()[0], within: .zero)
        #expect(device.written.count == 1)
        #expect(!(try folder.text()).contains("5e5e"))
    }
}

import CTAPMessages
import DeviceTransport
import Foundation
import SoftwareAuthenticator
import SoftwareCard
import Synchronization
import Testing
import TransportTesting
import WireRecording

@testable import DeviceEmulation

@Suite("Recorded key")
struct RecordedKeyTests {
    private static let nonce: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
    private static let getInfo: [UInt8] = [0x04]
    private static let getRetries: [UInt8] = [0x06, 0xA2, 0x01, 0x01, 0x02, 0x01]
    private static let getKeyAgreement: [UInt8] = [0x06, 0xA2, 0x01, 0x01, 0x02, 0x02]

    /// A host that opens a channel on anything that takes reports.
    private struct Host {
        let send: ([UInt8]) throws -> [[UInt8]]

        func exchange(_ message: CTAPHIDMessage) throws -> [CTAPHIDMessage] {
            var assembler = CTAPHIDAssembler()
            return try message.reports().flatMap { try send($0) }.compactMap { try assembler.accept($0) }
        }

        func open() throws -> UInt32 {
            let initialize = CTAPHIDMessage(
                channel: CTAPHIDMessage.broadcast,
                command: .initialize,
                payload: RecordedKeyTests.nonce
            )
            let answer = try #require(try exchange(initialize).first)
            #expect(answer.payload.count == 17 && answer.payload.starts(with: RecordedKeyTests.nonce))
            return answer.payload[8..<12].reduce(0) { $0 << 8 | UInt32($1) }
        }
    }

    private static func record() throws -> Recording {
        let path = FileManager.default.temporaryDirectory.path + "/emulation-\(UUID().uuidString).jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let header = RecordingHeader(
            tool: "touchstone 0.0.1",
            capturedAt: UTCTimestamp(secondsSinceEpoch: 1_795_389_600),
            device: RecordedDevice(kind: .securityKey, name: "Example Key", usb: nil),
            channels: [.hid]
        )
        let writer = try RecordingWriter(creating: path, header: header)
        let key = SoftwareReportChannel(SoftwareAuthenticator(model: .level2Key))
        let channel = try RecordingReportChannel(wrapping: key, writer: writer)
        let host = Host { report in
            try channel.write(report, within: .seconds(1))
            var reports: [[UInt8]] = []
            while let report = try channel.read(within: .milliseconds(20)) { reports.append(report) }
            return reports
        }
        let id = try host.open()
        for payload in [getInfo, getRetries, getKeyAgreement] {
            _ = try host.exchange(CTAPHIDMessage(channel: id, command: .cbor, payload: payload))
        }
        channel.close()
        try writer.finish()
        return try Recording(reading: path)
    }

    @Test func answersOnChannelsOfItsOwn() throws {
        let key = try RecordedKey(try Self.record())
        let host = Host { key.receive($0) }
        let first = try host.open()
        #expect(try host.open() != first)
        let live = SoftwareReportChannel(SoftwareAuthenticator(model: .level2Key))
        let other = Host { report in
            try live.write(report, within: .seconds(1))
            var reports: [[UInt8]] = []
            while let report = try live.read(within: .milliseconds(20)) { reports.append(report) }
            return reports
        }
        let id = try other.open()
        // In another order than recorded, and twice.
        for payload in [Self.getRetries, Self.getInfo, Self.getInfo] {
            let answer = try host.exchange(CTAPHIDMessage(channel: first, command: .cbor, payload: payload))
            let expected = try other.exchange(CTAPHIDMessage(channel: id, command: .cbor, payload: payload))
            #expect(answer.map(\.payload) == expected.map(\.payload) && answer.last?.payload.first == 0)
            #expect(answer.allSatisfy { $0.channel == first })
        }
    }

    @Test func whatWasMadeForOneConversationIsNotAnswered() throws {
        let gaps = Mutex<[String]>([])
        let key = try RecordedKey(try Self.record()) { gap in gaps.withLock { $0.append(gap.description) } }
        let host = Host { key.receive($0) }
        let id = try host.open()
        let agreement = try host.exchange(CTAPHIDMessage(channel: id, command: .cbor, payload: Self.getKeyAgreement))
        #expect(agreement.map(\.payload) == [[0x7F]])
        let wink = try host.exchange(CTAPHIDMessage(channel: id, command: .wink, payload: []))
        #expect(wink.map(\.command) == [.error] && wink.map(\.payload) == [[0x01]])
        #expect(gaps.withLock(\.count) == 2)
    }

    @Test func framingIsHeldTo() throws {
        let key = try RecordedKey(try Self.record())
        let id = try Host { key.receive($0) }.open()
        let reports = try CTAPHIDMessage(channel: id, command: .ping, payload: [UInt8](repeating: 1, count: 200))
            .reports()
        #expect(key.receive(reports[0]).isEmpty)
        #expect(key.receive(reports[2]).map { $0[4] & 0x7F } == [CTAPHIDCommand.error.rawValue & 0x7F])
    }

    @Test func aRecordingOfACardIsNoKey() throws {
        let recording = try CardRecording(model: .pivT1, steps: []).make()
        #expect(throws: TransportError(.noSuchDevice, operation: "emulate")) { try RecordedKey(recording) }
    }
}

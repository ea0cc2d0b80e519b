import BenchInventory
import DeviceTransport
import FIDO2Driver
import FixtureSupport
import Foundation
import ISO7816
import SoftwareAuthenticator
import Testing
import TransportTesting
import WireRecording

@testable import CapabilityProbe

/// Facts go into verdicts, and a verdict has to be the same at the bench and in CI, byte for byte.
@Suite struct LiveAndReplayedTests {
    private func json(_ facts: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        return String(decoding: try encoder.encode(facts), as: UTF8.self)
    }

    private func header(_ device: BenchDevice, _ channel: RecordedChannel) -> RecordingHeader {
        RecordingHeader(
            tool: "test",
            capturedAt: UTCTimestamp(secondsSinceEpoch: 0),
            device: RecordedDevice(
                kind: RecordedDevice.Kind(rawValue: device.kind.rawValue) ?? .composite,
                name: device.name,
                usb: device.usb
            ),
            channels: [channel]
        )
    }

    private func withPath(_ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).jsonl").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    private func device(_ model: AuthenticatorModel) -> BenchDevice {
        let usb = USBIdentity(
            vendorID: model.vendorID,
            productID: model.productID,
            bcdDevice: model.bcdDevice,
            manufacturer: model.manufacturer,
            product: "\(model.product) \(model.serialNumber)",
            serialNumber: model.serialNumber,
            portPath: "3-1"
        )
        let face = AttachedDevice(
            id: .init(rawValue: "/sys/x"),
            face: .hidraw(node: "/dev/hidraw9"),
            name: "x",
            usb: usb
        )
        return Bench.join(udev: [face], readers: [])[0]
    }

    @Test(arguments: AuthenticatorModel.all) func keyGivesTheSameFacts(_ model: AuthenticatorModel) throws {
        try withPath { path in
            let device = device(model)
            let writer = try RecordingWriter(creating: path, header: header(device, .hid))
            let key = SoftwareReportChannel(SoftwareAuthenticator(model: model))
            let client = LibFIDO2Client(over: try RecordingReportChannel(wrapping: key, writer: writer))
            let live = try SecurityKeyProbe.run(client: client, within: .seconds(5))
            client.close()
            try writer.finish()

            let recording = try Recording(reading: path)
            let replay = Replay(recording)
            let again = LibFIDO2Client(over: try replay.openReportChannel())
            let replayed = try SecurityKeyProbe.run(client: again, within: .seconds(5))
            again.close()
            try replay.finish()

            let recorded = recording.header.device
            let identity = DeviceIdentity(
                kind: try #require(BenchDevice.Kind(rawValue: recorded.kind.rawValue)),
                name: recorded.name,
                vendorID: recorded.vendorID,
                productID: recorded.productID,
                bcdDevice: recorded.bcdDevice,
                manufacturer: recorded.manufacturer,
                product: recorded.product
            )
            let facts = try json(DeviceFacts(identity: DeviceIdentity(device), securityKey: live))
            #expect(facts == (try json(DeviceFacts(identity: identity, securityKey: replayed))))
            #expect(!facts.contains(model.serialNumber))
            #expect(!facts.contains("hidraw"))
            #expect(live.disagreements == [])
            #expect(live.isFIDO2 == (live.pinRetries != nil))
        }
    }

    @Test func cardGivesTheSameFacts() throws {
        try withPath { path in
            let reader = ReaderObservation(name: "Twin (9C4B6F3E) 00 00", state: .card(answerToReset: [0x3B, 0x00]))
            let device = Bench.join(udev: [], readers: [reader])[0]
            let writer = try RecordingWriter(creating: path, header: header(device, .card))
            let card = SmartCardProbeTests.card(knowing: [SmartCardProbeTests.piv])
            let channel = try RecordingSmartCardChannel(wrapping: card, writer: writer)
            let live = try SmartCardProbe.run(channel: channel, within: .seconds(1))
            channel.close()
            try writer.finish()

            let replay = Replay(try Recording(reading: path))
            let again = try replay.openSmartCardChannel()
            let replayed = try SmartCardProbe.run(channel: again, within: .seconds(1))
            again.close()
            try replay.finish()
            #expect(try json(live) == json(replayed))
        }
    }

    @Test(.enabled(if: SharedData.folder != nil, "the reference data is not on this machine"))
    func readsEveryKnownAnswer() throws {
        let bytes = try #require(try SharedData.bytes("getinfo/raw-getinfo-cbor.json"))
        let text = String(decoding: bytes, as: UTF8.self)
        var count = 0
        for match in text.matches(of: /"(?:00)?(a[0-9a-f][0-9a-f]{60,}|b[0-9a-f][0-9a-f]{60,})"/) {
            guard let item = HexBytes(hexadecimal: String(match.output.1)) else { continue }
            let facts = InformationFacts(parsing: item.bytes)
            #expect(facts.unreadable == nil)
            #expect(facts.versions?.isEmpty == false)
            let copy = try JSONDecoder().decode(InformationFacts.self, from: Data(try json(facts).utf8))
            #expect(copy == facts)
            count += 1
        }
        #expect(count > 0)
    }
}

extension HexBytes {
    fileprivate init?(hexadecimal text: String) {
        guard let value = try? JSONDecoder().decode(HexBytes.self, from: Data("\"\(text)\"".utf8)) else { return nil }
        self = value
    }
}

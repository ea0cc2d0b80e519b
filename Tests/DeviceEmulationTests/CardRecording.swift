import DeviceTransport
import Foundation
import Octets
import SoftwareCard
import TransportTesting
import WireRecording

/// A recording of a software card, made for one test.
struct CardRecording {
    let model: CardModel
    /// In the order of the recorded host; `warm` and `cold` are resets.
    let steps: [String]
    var faults: Set<CardFault> = []

    private static let header = RecordingHeader(
        tool: "touchstone 0.0.1",
        capturedAt: UTCTimestamp(secondsSinceEpoch: 1_795_389_600),
        device: RecordedDevice(kind: .reader, name: "Example Reader", usb: nil),
        channels: [.card]
    )

    /// Records the conversation and reads it back.
    func make() throws -> Recording {
        let path = FileManager.default.temporaryDirectory.path + "/emulation-\(UUID().uuidString).jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let writer = try RecordingWriter(creating: path, header: Self.header)
        let card = SoftwareCard(model: model, faults: faults)
        let channel = try RecordingSmartCardChannel(wrapping: SoftwareCardChannel(card), writer: writer)
        for step in steps {
            if let kind = CardReset(rawValue: step) {
                _ = try channel.reset(kind, within: .seconds(1))
            } else {
                _ = try channel.transmit(try Hex.decode(step), within: .seconds(1))
            }
        }
        channel.close()
        try writer.finish()
        return try Recording(reading: path)
    }
}

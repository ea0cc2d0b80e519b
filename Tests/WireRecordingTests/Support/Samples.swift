import CTAPMessages
import DeviceTransport
import Octets
import TransportTesting

@testable import WireRecording

/// Made-up traffic of a key and a card, and the recordings of it.
enum Samples {
    static let identity = USBIdentity(
        vendorID: 0x1209,
        productID: 0x0001,
        bcdDevice: 0x0543,
        manufacturer: "Example",
        product: "Example Key 0123456789",
        serialNumber: "0123456789",
        portPath: "1-2.4"
    )

    static func header(_ channels: [RecordedChannel] = [.hid], seed: [UInt8]? = nil) -> RecordingHeader {
        RecordingHeader(
            tool: "touchstone 0.0.1",
            capturedAt: UTCTimestamp(secondsSinceEpoch: 1_795_389_600),
            device: RecordedDevice(kind: .securityKey, name: "Example Key", usb: identity),
            channels: channels,
            seed: seed
        )
    }

    static let nonce: [UInt8] = [0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7]
    static let channel: UInt32 = 0x0BAD_CAFE
    static let initializeAnswer = nonce + [0x0B, 0xAD, 0xCA, 0xFE, 2, 5, 4, 3, 0x05]
    /// A status and a getInfo answer that takes two reports.
    static let getInfoAnswer: [UInt8] =
        [0x00, 0xA2, 0x01, 0x82, 0x66] + Array("U2F_V2".utf8) + [0x68] + Array("FIDO_2_0".utf8) + [0x03, 0x58, 0x28]
        + Array(0..<40)

    static func message(
        _ command: CTAPHIDCommand,
        _ payload: [UInt8],
        on channel: UInt32 = channel
    ) -> CTAPHIDMessage {
        CTAPHIDMessage(channel: channel, command: command, payload: payload)
    }

    /// A conversation as the device's script: what it takes and gives.
    enum Turn {
        case takes(CTAPHIDMessage)
        case gives(CTAPHIDMessage)
        case step(ScriptedReportChannel.Step)
    }

    /// Opening, getInfo, PIN retries with keep-alives, a long PING, silence: what a probe sees, and more.
    static let conversation: [Turn] = [
        .takes(message(.initialize, nonce, on: CTAPHIDMessage.broadcast)),
        .gives(message(.initialize, initializeAnswer, on: CTAPHIDMessage.broadcast)),
        .takes(message(.cbor, [0x04])),
        .gives(message(.cbor, getInfoAnswer)),
        .takes(message(.cbor, [0x06, 0xA2, 0x01, 0x01, 0x02, 0x01])),
        .gives(message(.keepalive, [1])),
        .gives(message(.keepalive, [1])),
        .gives(message(.cbor, [0x00, 0xA1, 0x03, 0x08])),
        .takes(message(.ping, (0..<150).map { UInt8($0) })),
        .gives(message(.ping, (0..<150).map { UInt8($0) })),
        .step(.silence),
        .takes(message(.wink, [])),
        .gives(message(.wink, [])),
    ]

    /// Records a conversation, host and device both scripted.
    static func record(_ conversation: [Turn] = conversation, to path: String) throws {
        let device = ScriptedReportChannel(try script(conversation))
        let writer = try RecordingWriter(creating: path, header: header(), elapsed: { .zero })
        let recorder = try RecordingReportChannel(wrapping: device, writer: writer)
        try drive(recorder, conversation)
        recorder.close()
        try writer.finish()
    }

    static func script(_ conversation: [Turn]) throws -> [ScriptedReportChannel.Step] {
        try conversation.flatMap { turn -> [ScriptedReportChannel.Step] in
            switch turn {
            case .takes(let message): try message.reports().map { .takes($0) }
            case .gives(let message): try message.reports().map { .gives($0) }
            case .step(let step): [step]
            }
        }
    }

    /// Plays the host's part; the nonce and the channel are those of the conversation.
    static func drive(_ channel: any ReportChannel, _ conversation: [Turn]) throws {
        for step in try script(conversation) {
            switch step {
            case .takes(let report): try channel.write(report, within: .seconds(1))
            case .gives, .silence, .readFails: _ = try channel.read(within: .seconds(1))
            case .takesAnything, .writeFails: try channel.write(Array(repeating: 0, count: 64), within: .seconds(1))
            }
        }
    }
}

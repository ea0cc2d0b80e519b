import CTAPMessages
import DeviceTransport
import WireRecording

extension FuzzSubject {
    /// A recording, and a host that plays the beginning of it.
    static func recording(_ seeds: [[UInt8]]) -> FuzzSubject {
        FuzzSubject("recording", maximumLength: 16_384, seeds: seeds) { bytes in
            guard let recording = try? Recording(bytes: bytes, path: "fuzz") else { return }
            let replay = Replay(recording)
            if let channel = try? replay.openReportChannel() {
                let hello = CTAPHIDMessage(
                    channel: CTAPHIDMessage.broadcast,
                    command: .initialize,
                    payload: [UInt8](repeating: 0x5A, count: 8)
                )
                for report in (try? hello.reports()) ?? [] { try? channel.write(report, within: limit) }
                _ = try? channel.read(within: limit)
            }
            if let channel = try? replay.openSmartCardChannel() {
                _ = try? channel.attribute(0x0001_0100, within: limit)
                _ = try? channel.transmit([0x00, 0xA4, 0x04, 0x00, 0x00], within: limit)
            }
            try? replay.finish()
        }
    }

    private static let limit = Duration.milliseconds(1)
}

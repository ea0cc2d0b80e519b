import CTAPMessages
import DeviceTransport
import SoftwareAuthenticator
import WireRecording

/// A key of a recording that is asked what it was asked then, in the same order, by a client that knows nothing of it.
///
/// From the first difference on it is mute, and the difference is said on standard error.
final class ReplayedKeyAnswerer: RecordedAnswerer {
    let device: RecordedDevice
    private let replay: Replay
    private let state = Monitor(State())

    private struct State {
        var channel: ReplayingReportChannel?
        var hasFailed = false
    }

    init(_ path: String) throws(BenchError) {
        (device, replay) = try RecordedDevices.make(path) { ($0.header.device, Replay($0)) }
    }

    func receive(_ report: [UInt8], at now: ContinuousClock.Instant) -> [Emission] {
        state.withLock { state in
            guard !state.hasFailed else { return [] }
            do throws(TransportError) {
                return try answer(report, &state)
            } catch {
                state.hasFailed = true
                RecordedDevices.report("\(error)")
                return []
            }
        }
    }

    private func answer(_ report: [UInt8], _ state: inout State) throws(TransportError) -> [Emission] {
        // Who asks all channels for one has opened the key anew.
        if report.starts(with: [0xFF, 0xFF, 0xFF, 0xFF, CTAPHIDCommand.initialize.rawValue | 0x80]) {
            state.channel?.close()
            state.channel = try replay.openReportChannel()
        }
        guard let channel = state.channel else { return [] }
        try channel.write(report, within: .seconds(1))
        var emissions: [Emission] = []
        while try channel.hasAnswer(), let answer = try channel.read(within: .zero) {
            emissions.append(Emission(answer))
        }
        return emissions
    }
}

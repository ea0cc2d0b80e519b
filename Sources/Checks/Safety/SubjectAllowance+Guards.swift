import DeviceTransport
import SafetyGuard

extension SubjectAllowance {
    /// A key's channel that lets no more pass.
    func guarding(_ channel: any ReportChannel, _ traces: KeyTraces) -> GuardedReportChannel {
        guard let counted else {
            return GuardedReportChannel(wrapping: channel, allowing: highest, traces: traces, using: pinUse)
        }
        return GuardedReportChannel(
            wrapping: channel,
            allowing: highest,
            raisedTo: counted,
            times: count,
            traces: traces
        )
    }

    /// A card's channel that lets no more pass.
    func guarding(_ channel: any SmartCardChannel) -> GuardedSmartCardChannel {
        guard let counted else { return GuardedSmartCardChannel(wrapping: channel, allowing: highest) }
        return GuardedSmartCardChannel(wrapping: channel, allowing: highest, raisedTo: counted, times: count)
    }
}

import DeviceTransport
import SafetyGuard

/// What holds for all checks of a run on one device.
struct RunConditions: Sendable {
    /// The device's place among those of the run, from 0.
    let position: Int
    let timing: CheckTiming
    let hands: any Operator
    let attendant: any TouchAttendant
    let listener: any RunListener
    /// What an earlier part of the run has found out.
    let finished: [CheckResult.Place: CheckResult]
    /// What was measured when a run was recorded, which a replay cannot measure.
    let measured: [CheckResult.Place: CheckResult]
}

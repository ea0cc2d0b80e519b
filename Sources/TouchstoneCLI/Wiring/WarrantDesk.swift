import Checks
import DeviceTransport
import SafetyGuard

/// Where a run asks for the right to spend or destroy something, device by device and before anything is sent.
struct WarrantDesk: Sendable {
    let list: LabList
    /// What was opted in to on the command line.
    let optedIn: DangerClass
    let hands: any Operator
    let timing: CheckTiming

    /// How long somebody may take to type a name.
    private static let patience = Duration.seconds(120)

    /// The warrant for a device and the highest class among the checks.
    ///
    /// - Throws: `CommandFailure` where there is none: the whole run ends, since it is not what was asked for.
    func warrant(for device: some CheckedDevice, wanted: DangerClass) async throws -> DestructionWarrant {
        let request = DestructionWarrant.Request(
            device: device.label,
            fingerprint: try await device.askedFingerprint(timing),
            wanted: wanted,
            optedIn: optedIn
        )
        do throws(DestructionWarrant.Refusal) {
            return try await DestructionWarrant.obtain(request, from: list, by: hands, within: Self.patience)
        } catch {
            throw CommandFailure(
                code: "no-warrant",
                message: "\(device.label): \(error); nothing was sent that spends anything",
                remedy: "docs/safety.md says what checks of class \(wanted) need",
                status: .noPermission
            )
        }
    }
}

import CapabilityProbe
import Checks
import DeviceTransport
import ThreadExecutor

/// A plan of checks on the devices of a bench: one task for each, and none waits for another.
struct BenchCheckRun: Sendable {
    let plan: RunPlan
    let console: Console

    /// The results of each device, in the order of the devices.
    ///
    /// - Throws: What ends a run altogether.
    func run(_ devices: [LiveFaces]) async throws -> [[CheckResult]] {
        let progress = CheckProgress(console: console, names: devices.map(\.identity.name))
        return try await withThrowingTaskGroup(of: (Int, [CheckResult]).self) { group in
            for (index, faces) in devices.enumerated() {
                group.addTask {
                    let run = DeviceCheckRun(
                        of: CheckedFaces(faces: faces),
                        at: index,
                        plan: plan,
                        attendant: TouchNotice(console: console, device: faces.identity.name),
                        listener: progress
                    )
                    return (index, try await run.run())
                }
            }
            var results: [(Int, [CheckResult])] = []
            for try await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}

/// The faces of a device in the words of the checks.
struct CheckedFaces<Faces: DeviceFaces>: CheckedDevice {
    let faces: Faces

    var identity: DeviceIdentity { faces.identity }
    var hasSecurityKey: Bool { faces.hasSecurityKey }
    var slotCount: Int { faces.slotCount }

    func openKey(on thread: DeviceThread, within limit: Duration) throws(TransportError) -> any ReportChannel {
        try faces.openKey(on: thread, within: limit)
    }

    func openSlot(
        _ slot: Int,
        isDirect: Bool,
        on thread: DeviceThread,
        within limit: Duration
    ) throws(TransportError) -> any SmartCardChannel {
        try faces.openSlot(slot, isDirect: isDirect, on: thread, within: limit)
    }
}

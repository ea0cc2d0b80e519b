import Checks
import DeviceTransport
import SafetyGuard

/// A plan of checks on the devices of a bench: one task for each, and none waits for another.
struct BenchCheckRun: Sendable {
    let plan: RunPlan
    let hands: any Operator
    let listener: any RunListener
    let console: Console

    /// One device of the run.
    struct Part<Faces: DeviceFaces>: Sendable {
        let faces: Faces
        var warrant: DestructionWarrant?
        /// What was measured when the run was recorded.
        var measured: [CheckResult] = []
        /// What an earlier part of the run has found out.
        var finished: [CheckResult] = []
        /// Credentials that an earlier part of the run may have left on the key.
        var left: [CredentialTrace] = []
        /// Whoever stands in for the hands of the run, as where a recording answers.
        var hands: (any Operator)?
    }

    /// Whoever tells people of touches: nobody where a recording answers.
    private func attendant<Faces>(of part: Part<Faces>, _ turns: TurnQueue) -> any TouchAttendant {
        guard part.hands == nil else { return NoAttendant() }
        return TouchNotice(console: console, device: part.faces.label, turns: turns)
    }

    /// What came of each device, in the order of the devices.
    ///
    /// - Throws: What ends a run altogether.
    func run<Faces>(_ parts: [Part<Faces>]) async throws -> [DeviceCheckReport] {
        let turns = TurnQueue()
        return try await withThrowingTaskGroup(of: (Int, DeviceCheckReport).self) { group in
            for (index, part) in parts.enumerated() {
                group.addTask {
                    let run = DeviceCheckRun(
                        of: CheckedFaces(faces: part.faces),
                        at: index,
                        plan: plan,
                        warrant: part.warrant,
                        hands: part.faces.hands(part.hands ?? hands),
                        attendant: attendant(of: part, turns),
                        listener: listener,
                        measured: part.measured,
                        finished: part.finished,
                        left: part.left
                    )
                    let report = try await run.report()
                    try part.faces.finish()
                    return (index, report)
                }
            }
            var reports: [(Int, DeviceCheckReport)] = []
            for try await report in group { reports.append(report) }
            return reports.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}

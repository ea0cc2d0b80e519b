import BenchInventory
import CapabilityProbe
import Checks
import DeviceTransport
import ISO7816
import SafetyGuard
import ThreadExecutor

/// A run of checks that ask nothing, so that what it takes is the runner's own.
public struct CheckRunSubject: Sendable {
    private let plan: RunPlan

    /// Plans so many of them.
    public init(checks: Int) {
        let entries = (1...max(1, checks))
            .map { number in
                CatalogueEntry.card(
                    Check(
                        CheckID(rawValue: "bench.check-\(number)"),
                        "nothing is asked",
                        clause: .touchstone("docs/benchmarks.md"),
                        because: "It measures the runner."
                    ) { card throws(CheckEnd) in card.context.note("asked nothing") }
                )
            }
        plan = RunPlan(entries: entries, allowance: .d0, seed: CheckSeed([0]), timing: CheckTiming())
    }

    /// Runs them; returns how many passed.
    ///
    /// - Throws: What ends a run.
    public func run() async throws -> Int {
        let run = DeviceCheckRun(of: EmptyDevice(), at: 0, plan: plan, attendant: NoAttendant(), listener: Nobody())
        return try await run.run().count { $0.outcome == .passed }
    }

    private struct Nobody: RunListener {
        func checkBegins(_ id: CheckID, on device: Int) {}
        func checkEnded(_ result: CheckResult) {}
    }

    /// A card that knows no command.
    private struct EmptyDevice: CheckedDevice {
        var identity: DeviceIdentity { DeviceIdentity(kind: .reader, name: "benchmark") }
        var hasSecurityKey: Bool { false }
        var slotCount: Int { 1 }

        func openKey(on thread: DeviceThread, within limit: Duration) throws(TransportError) -> any ReportChannel {
            throw TransportError(.noSuchDevice, operation: "open")
        }

        func openSlot(
            _ slot: Int,
            isDirect: Bool,
            on thread: DeviceThread,
            within limit: Duration
        ) throws(TransportError) -> any SmartCardChannel { EmptyChannel() }
    }

    private final class EmptyChannel: SmartCardChannel {
        var readerName: String { "benchmark" }
        var answerToReset: [UInt8] { [0x3B, 0x00] }
        var activeProtocol: CardProtocol? { .t1 }

        func transmit(_ command: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] { [0x6D, 0x00] }
        func reset(_ kind: CardReset, within limit: Duration) throws(TransportError) -> [UInt8] { answerToReset }
        func attribute(_ tag: UInt32, within limit: Duration) throws(TransportError) -> [UInt8] { [] }
        func control(_ code: UInt32, _ input: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] { [] }
        func close() {}
    }
}

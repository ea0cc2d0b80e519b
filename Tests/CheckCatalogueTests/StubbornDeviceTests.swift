import CheckCatalogue
import Checks
import Foundation
import Glibc
import SafetyGuard
import SoftwareAuthenticator
import Testing

/// Keys that never come to an end of their own: a run of theirs ends at its deadline, and leaves nothing behind.
@Suite(.serialized) struct StubbornDeviceTests {
    /// `make stubborn` does the thousand.
    private static let count =
        ProcessInfo.processInfo.environment["TOUCHSTONE_STUBBORN"].flatMap { Int($0) } ?? 24
    private static let deadline = Duration.milliseconds(60)

    static let faults: [AuthenticatorFault] = [
        .mute(afterMessages: 0), .mute(afterMessages: 1), .drip, .keepAliveForever,
    ]

    @Test(.timeLimit(.minutes(10)))
    func runsEndAtTheirDeadline() async throws {
        // Threads and tables that the first runs need are there for good.
        for fault in Self.faults { _ = try await Self.run(fault) }
        try await Task.sleep(for: .seconds(1))
        let (descriptors, memory) = (Self.descriptors, Self.residentPages)
        var slowest = Duration.zero
        for number in 0..<Self.count {
            let fault = Self.faults[number % Self.faults.count]
            let start = ContinuousClock.now
            let results = try await Self.run(fault)
            let taken = ContinuousClock.now - start
            slowest = max(slowest, taken)
            #expect(results.contains { $0.outcome.verdict == .failed }, "\(fault): \(results)")
            #expect(results.count == 8, "each check has its result")
        }
        #expect(slowest <= Self.deadline + .milliseconds(50), "the slowest took \(slowest)")
        // What was given up ends by itself within its own limits.
        try await Task.sleep(for: .seconds(1))
        #expect(Self.descriptors <= descriptors, "\(Self.descriptors) descriptors, \(descriptors) before")
        let growth = (Self.residentPages - memory) * 4
        #expect(growth < 8192, "\(growth) KiB more")
        print("\(Self.count) stubborn runs: the slowest took \(slowest), \(growth) KiB more")
    }

    private static func run(_ fault: AuthenticatorFault) async throws -> [CheckResult] {
        let device = SoftwareDevice(
            authenticator: SoftwareAuthenticator(model: .level2Key, faults: [fault]),
            keepsTime: true
        )
        let ids: Set<CheckID> = ["hid.init", "hid.ping", "gi.shape", "gi.canonical", "gi.versions", "gi.options"]
        let plan = RunPlan(
            entries: Catalogue.all.entries.filter { ids.contains($0.description.id) },
            allowance: .d0,
            seed: CheckSeed([9]),
            timing: CheckTiming(answer: .milliseconds(30), device: deadline)
        )
        let run = DeviceCheckRun(of: device, at: 0, plan: plan, attendant: NoAttendant(), listener: Nobody())
        return try await run.run()
    }

    private static var descriptors: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    }

    private static var residentPages: Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    }

    private struct Nobody: RunListener {
        func checkBegins(_ id: CheckID, on device: Int) {}
        func checkEnded(_ result: CheckResult) {}
    }
}

import BenchTesting
import Foundation
import Testing

extension EndToEnd {
    /// Certifications that make the checks which the build requires.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(3)))
    struct CertifyCheckTests {
        /// A card that passes, checked, kept, checked again from the bundle, and verified.
        @Test func aSoundCardIsWarrantedWithItsChecks() async throws {
            let folder = try TemporaryFolder()
            let bench = try await VirtualBenchProcess.start()
            try await bench.insertCard(into: bench.plugReader())
            let bundle = folder.file("ward")
            let run = try await bench.touchstone(["certify", Tool.build("ward-kiosk"), "-o", bundle])
            #expect(run.exitCode == 0, "\(run)")
            let names = try folder.names(in: "ward/checks")
            #expect(names.contains("checks.journal") && names.count == 2, "\(names)")
            // Those that the build requires, and no more: ids and the two readings of tries.
            let lines = try folder.text("ward/checks/checks.journal").split(separator: "\n").dropFirst()
            #expect(lines.count == 7, "\(lines)")
            let verified = try await Tool.run(["evidence", "verify", bundle, "--allow-unsigned"])
            #expect(verified.exitCode == 0, "\(verified)")
            let again = try await Tool.run(["certify", Tool.build("ward-kiosk"), "--replay", "\(bundle)/recordings"])
            #expect(again.exitCode == 0 && again.output == run.output, "\(again)")
            let told = try folder.text("ward/result.json")
            #expect(told.contains("passes 5 of the required checks"))
            #expect(run.output.contains("\nchecks: 5 passed\n"), "\(run)")
            let page = try folder.text("ward/report.html")
            #expect(page.contains("The checks") && page.contains("ap.sel-none"))
        }

        /// A card with a fault that only a check sees: not warranted, and the check is named.
        @Test func aFailedCheckIsNotWarranted() async throws {
            let folder = try TemporaryFolder()
            let bench = try await VirtualBenchProcess.start()
            try await bench.insertCard(into: bench.plugReader(), faults: ["selects-anything"])
            let bundle = folder.file("ward")
            let run = try await bench.touchstone(["certify", Tool.build("ward-kiosk"), "-o", bundle])
            #expect(run.exitCode == 1, "\(run)")
            #expect(run.output.contains("ap.sel-none"), "\(run)")
            let verified = try await Tool.run(["evidence", "verify", bundle, "--allow-unsigned"])
            #expect(verified.exitCode == 0, "the bundle is whole, its verdict stands: \(verified)")
            // Somebody who makes the failure vanish is found out.
            let recording = try #require(try folder.names(in: "ward/checks").first { $0.hasSuffix(".jsonl") })
            try FileManager.default.removeItem(atPath: folder.file("ward/checks/\(recording)"))
            let broken = try await Tool.run(["evidence", "verify", bundle, "--allow-unsigned"])
            #expect(broken.exitCode == 65, "\(broken)")
        }

        /// Leaving the checks out is no way around them: nobody has looked, and the bundle says so ever after.
        @Test func withoutChecksTheAnswerIsOpen() async throws {
            let folder = try TemporaryFolder()
            let bench = try await VirtualBenchProcess.start()
            try await bench.insertCard(into: bench.plugReader())
            let bundle = folder.file("ward")
            let run = try await bench.touchstone(["certify", Tool.build("ward-kiosk"), "--no-checks", "-o", bundle])
            #expect(run.exitCode == 2, "\(run)")
            #expect(run.output.contains("None of the 5 required checks was made."), "\(run)")
            #expect(run.output.contains("`touchstone certify BUILD` at the bench makes them"), "\(run)")
            let verified = try await Tool.run(["evidence", "verify", bundle, "--allow-unsigned"])
            #expect(verified.exitCode == 0, "\(verified)")
            let again = try await Tool.run(["certify", Tool.build("ward-kiosk"), "--replay", "\(bundle)/recordings"])
            #expect(again.exitCode == 2 && again.output == run.output, "\(again)")
        }

        /// A key that nothing is required of is not even opened.
        @Test func nothingElseIsChecked() async throws {
            let folder = try TemporaryFolder()
            let bench = try await VirtualBenchProcess.start()
            try await bench.insertCard(into: bench.plugReader())
            _ = try await bench.plugKey()
            let bundle = folder.file("ward")
            let run = try await bench.touchstone(["certify", Tool.build("ward-kiosk"), "-o", bundle])
            #expect(run.exitCode == 0 && run.output.contains("\nchecks: 5 passed\n"), "\(run)")
            #expect(try folder.names(in: "ward/checks").count == 2)
        }

        /// The kernel sees a reader of which the daemon, being down, tells nothing.
        @Test func withoutADaemonTheReasonIsNamed() async throws {
            let folder = try TemporaryFolder()
            let bench = try await VirtualBenchProcess.start()
            try await bench.insertCard(into: bench.plugReader())
            try await bench.killDaemon()
            let bundle = folder.file("ward")
            let run = try await bench.touchstone(["certify", Tool.build("ward-kiosk"), "-o", bundle])
            #expect(run.exitCode == 2, "\(run)")
            #expect(run.output.contains("no PC/SC daemon offered it"), "\(run)")
            let verified = try await Tool.run(["evidence", "verify", bundle, "--allow-unsigned"])
            #expect(verified.exitCode == 0, "\(verified)")
        }
    }
}

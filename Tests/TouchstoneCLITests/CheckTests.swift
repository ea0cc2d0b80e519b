import BenchTesting
import Foundation
import Testing

extension EndToEnd {
    /// `check` on the virtual bench: the real hidraw node, the real pcscd.
    @Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(5)))
    struct CheckTests {
        @Test func aSoundKeyPassesWhatOnlyReads() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey()
            let run = try await bench.touchstone(["check", key.port, "--only", "hid.*", "--only", "gi.*"])
            #expect(run.exitCode == 0, "\(run)")
            #expect(run.output.contains(" passed"), "\(run)")
        }

        @Test func aTouchedKeyPassesTheRest() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(touch: .milliseconds(400))
            let run = try await bench.touchstone([
                "check", key.port, "--danger", "d1", "--only", "mc.*", "--only", "ga.*", "--only", "at.*",
            ])
            #expect(run.exitCode == 0, "\(run)")
            #expect(run.errorText.contains(/touch 1 .* for mc\./), "\(run)")
        }

        @Test func aBrokenKeyFailsAndIsNamed() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(faults: ["lax:any-sequence"])
            let run = try await bench.touchstone(["check", key.port, "--only", "hid.*", "--format", "json"])
            #expect(run.exitCode == 1, "\(run)")
            let failed = run.output.matches(of: /"id" : "([a-z0-9.-]+)",\s+"notes" : \[\s*\],\s+"outcome" : "failed"/)
            #expect(failed.map { String($0.output.1) } == ["hid.bad-seq"], "\(run)")
        }

        @Test func aMuteKeyCostsOneDeadline() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey(faults: ["mute"])
            let start = ContinuousClock.now
            let run = try await bench.touchstone(["check", key.port, "--timeout", "1"])
            #expect(run.exitCode == 1, "\(run)")
            #expect(ContinuousClock.now - start < .seconds(10))
        }

        @Test func aCardPassesWhatIsMadeForCards() async throws {
            let bench = try await VirtualBenchProcess.start()
            let reader = try await bench.plugReader()
            try await bench.insertCard(into: reader, model: "piv-t1")
            let run = try await bench.touchstone(["check", reader.port, "--kind", "card"])
            #expect(run.exitCode == 0, "\(run)")
        }

        /// A key that is there says nothing of cards, and its two readings of tries are no checks that anybody asked for.
        @Test func withoutACardNoCardPasses() async throws {
            let bench = try await VirtualBenchProcess.start()
            _ = try await bench.plugKey()
            let run = try await bench.touchstone(["check", "--kind", "card"])
            #expect(run.exitCode == 2 && run.errorText.contains("none of the checks that are meant"), "\(run)")
            _ = try await bench.plugReader()
            let empty = try await bench.touchstone(["check", "--kind", "card"])
            #expect(empty.exitCode == 2, "\(empty)")
        }

        /// What was left out for want of a hand says how it is let in.
        @Test func aCheckThatNeedsAHandNamesTheOption() async throws {
            let bench = try await VirtualBenchProcess.start()
            let key = try await bench.plugKey()
            let run = try await bench.touchstone(["check", key.port])
            #expect(run.exitCode == 2, "\(run)")
            #expect(run.lines.joined(separator: " ").contains("--danger d1"), "\(run)")
            let end = run.lines.suffix(2).joined(separator: " ")
            #expect(end.contains(/[0-9]+ checks were not run: --danger d1 runs them, and asks for touches\./), "\(run)")
        }

        /// Measurements and remarks are in the report for people too, where they are asked for.
        @Test func notesAreShownToWhoeverWantsThem() async throws {
            let bench = try await VirtualBenchProcess.start()
            let reader = try await bench.plugReader()
            try await bench.insertCard(into: reader, model: "piv-t1")
            let arguments = ["check", reader.port, "--only", "nhs.certs", "--only", "atr.syntax"]
            let brief = try await bench.touchstone(arguments)
            #expect(brief.exitCode == 0 && !brief.output.contains("P-256"), "\(brief)")
            let full = try await bench.touchstone(arguments + ["--verbose"])
            #expect(full.exitCode == 0 && full.width <= 80, "\(full)")
            #expect(full.output.contains(/nhs\.certs +passed/) && full.output.contains("P-256"), "\(full)")
        }

        static let slips: [([String], Int32)] = [
            (["check", "--only", "hid.nothing"], 64), (["check", "--tag", "nothing"], 64),
            (["check", "--danger", "d4"], 64), (["check", "--only", "mc.badtype"], 77),
            (["check", "explain", "x.y"], 64), (["check", "--markdown"], 64),
        ]

        @Test(arguments: slips)
        func whatMeansNothingIsSaid(arguments: [String], status: Int32) async throws {
            let run = try await Tool.run(arguments)
            #expect(run.exitCode == status, "\(run)")
        }

        @Test func listingAndExplainingTakeNoDevice() async throws {
            let list = try await Tool.run(["check", "--list", "--only", "hid.*"])
            #expect(list.exitCode == 0 && list.width <= 80, "\(list)")
            #expect(list.output.contains("hid.busy"))
            let story = try await Tool.run(["check", "explain", "hid.busy"])
            #expect(story.exitCode == 0 && story.width <= 80, "\(story)")
            #expect(story.output.contains("11.2.5.1"))
        }
    }
}

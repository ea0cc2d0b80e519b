import BenchTesting
import FixtureSupport
import Foundation
import Testing

extension EndToEnd {
    /// No verdict rests on a recording that was stopped, or on one of a later day; and every report says so.
    struct IncompleteRecordingTests {
        private let folder: TemporaryFolder
        private var bench: String { folder.file("bench") }

        init() throws {
            folder = try TemporaryFolder()
            try FileManager.default.copyItem(atPath: Tool.ward, toPath: folder.file("bench"))
        }

        /// Takes the last line, the `end` event, from a recording.
        private func cutEnd(of name: String) throws {
            let lines = try folder.text("bench/\(name)").split(separator: "\n")
            #expect(lines.last?.contains(#""kind":"end""#) == true)
            _ = try folder.write(lines.dropLast().joined(separator: "\n") + "\n", to: "bench/\(name)")
        }

        private func certify(_ more: [String] = []) async throws -> CommandRun {
            try await Tool.run(["certify", Tool.build("ward-kiosk"), "--replay", bench] + more)
        }

        /// The probe's recording, and the one of the checks beside it.
        @Test(arguments: ["", "checks/"]) func whatRestsOnItIsInconclusiveInEveryReport(below: String) async throws {
            let name = "\(below)01-touchstone-virtual-reader.jsonl"
            try cutEnd(of: name)
            let kept = folder.file("kept")
            let run = try await certify(["--quiet", "--output", kept])
            #expect(run.exitCode == 2, "\(run)")
            #expect(run.lines.first == "INCONCLUSIVE: Ward kiosk, smartcards")
            let said = "is incomplete: there is no end event"
            #expect(run.output.replacing(/\s+/, with: " ").contains("\(name), \(said)"), "\(run)")
            #expect(run.output.contains("record it again"), "\(run)")
            for report in ["result.json", "report.html", "report.md", "junit.xml", "cells.csv", "oscal.json"] {
                #expect(try folder.text("kept/\(report)").contains("there is no end event"), "\(report)")
            }
            let verified = try await Tool.run(["evidence", "verify", kept, "--allow-unsigned"])
            #expect(verified.exitCode == 2 && !verified.output.contains("FAILED"), "\(verified)")
            let path = below.isEmpty ? "recordings/01-touchstone-virtual-reader.jsonl" : name
            #expect(verified.output.contains("\(path): incomplete: there is no end event"), "\(verified)")
            #expect(verified.output.contains("hint:  certify the build again"), "\(verified)")
        }

        /// The ward uses no keys: the verdict stands, and the recording is named all the same.
        @Test func whereNothingRestsOnItItIsNamed() async throws {
            try cutEnd(of: "03-touchstone-model-two.jsonl")
            let kept = folder.file("kept")
            let run = try await certify(["--quiet", "--output", kept])
            #expect(run.exitCode == 0 && run.output.contains("recording: incomplete: there is no end"), "\(run)")
            for report in ["result.json", "report.html", "report.md", "junit.xml"] {
                #expect(try folder.text("kept/\(report)").contains("there is no end event"), "\(report)")
            }
            let verified = try await Tool.run(["evidence", "verify", kept, "--allow-unsigned"])
            #expect(verified.exitCode == 2 && verified.output.contains("03-touchstone-model-two"), "\(verified)")
        }

        @Test func aDayBeforeTheFactsIsInconclusive() async throws {
            let early = try await certify(["--as-of", "2020-01-01"])
            #expect(early.exitCode == 2, "\(early)")
            let text = early.output.replacing(/\s+/, with: " ")
            for fact in [
                "was recorded on 23 November 2026, which is after 1 January 2020",
                "The edition wes-2024-12-20 was last edited on 20 December 2024",
                "The build knows of Edge as of 20 November 2026", "`--as-of 2026-11-23`, or a later day",
            ] {
                #expect(text.contains(fact), "\(fact)\n\(early)")
            }
            #expect(try await certify(["--as-of", "2026-11-22"]).exitCode == 2)
            #expect(try await certify(["--as-of", "2026-11-23"]).exitCode == 0)
        }
    }
}

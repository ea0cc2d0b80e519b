import CTAPMessages
import FixtureSupport
import Foundation
import Octets
import RecordingImport
import Testing
import WireRecording

/// Logs of programs and devices that nobody here wrote, against the independent trace of the same run.
@Suite("Real logs", .enabled(if: SharedData.folder != nil, "../shared/data is not there"))
struct ForeignLogTests {
    static let scenarios = names(below: "traces/pcsc", ending: ".json")
    static let reportLists = names(below: "traces/ctaphid", ending: ".jsonl")
    static let debugLogs = names(below: "traces/fido-debug", ending: ".stderr.txt")

    /// A step of several programs with one log, which each of them emptied: it holds what the last one did.
    private static let overwritten = "02-provision.00.spy"

    private static func names(below folder: String, ending suffix: String) -> [String] {
        guard let root = SharedData.folder.map({ "\($0)/\(folder)" }) else { return [] }
        let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(suffix) && !$0.hasSuffix("INDEX.json") }.sorted().map { "\(folder)/\($0)" }
    }

    @Test func thereAreSome() {
        #expect(Self.scenarios.count > 30 && Self.reportLists.count > 45 && Self.debugLogs.count > 10)
    }

    /// Every pcsc-spy log holds the exchanges that the trace has between the step's begin and end.
    @Test(arguments: scenarios)
    func spyLogTellsWhatTheTraceTells(path: String) throws {
        let scenario = try PCSCScenario(path)
        for step in scenario.steps {
            guard let name = step.pcsc_spy_raw, let text = try Self.text("\(scenario.folder)/\(name)") else { continue }
            let expected = scenario.exchanges { step.t_us_start <= $0 && $0 <= step.t_us_end }
            guard !expected.isEmpty else { continue }
            let trace = try ForeignTrace(reading: LogLines(text), as: .pcscSpy, reader: scenario.reader)
            let exchanges = ImportedRecording.exchanges(trace)
            #expect(trace.gaps.contains { $0.subject == .earlierPrograms })
            if name == Self.overwritten {
                let begin = try #require(scenario.lastProgram(in: step))
                #expect(begin > step.t_us_start && exchanges.count < expected.count)
                #expect(exchanges == scenario.exchanges { begin <= $0 && $0 <= step.t_us_end }, "\(path)")
            } else {
                #expect(exchanges == expected, "\(name)")
            }
            do {
                #expect(try ImportedRecording.make(trace, in: ImportFolder()).integrity == .complete)
            } catch let error as ImportError {
                // A PIN ceremony over the FIDO applet.
                #expect(error.reason == .refused && path.contains("fido-nfc"), "\(error)")
            }
        }
    }

    /// Every OpenSC log holds the exchanges of the steps that OpenSC's tools made.
    @Test(arguments: scenarios)
    func openSCLogTellsWhatTheTraceTells(path: String) throws {
        let scenario = try PCSCScenario(path)
        let log = path.replacing(".json", with: ".opensc.log")
        guard FileManager.default.fileExists(atPath: "\(SharedData.folder ?? "")/\(log)"), let text = try Self.text(log)
        else { return }
        let steps = scenario.steps.filter { text.contains("# step \($0.index): ") }
        let expected = scenario.exchanges { time in steps.contains { $0.t_us_start <= time && time <= $0.t_us_end } }
        let trace = try ForeignTrace(reading: LogLines(text), as: .openSC, reader: scenario.reader)
        #expect(ImportedRecording.exchanges(trace) == expected)
        _ = try ImportedRecording.make(trace, in: ImportFolder())
    }

    /// Every list of reports imports, or is refused for the PIN ceremony that it holds; no PIN is in what is written.
    @Test(arguments: reportLists)
    func reportListImports(path: String) throws {
        let lines = LogLines(try #require(try Self.text(path)))
        let trace = try ForeignTrace(reading: lines, as: .ctapHIDReports)
        #expect(ImportedRecording.reports(trace).count == lines.count)
        let folder = try ImportFolder()
        do {
            let recording = try ImportedRecording.make(trace, in: folder)
            #expect(recording.integrity == .complete)
            let text = try String(contentsOfFile: folder.recording, encoding: .utf8)
            for pin in ["3132333435363738", "3030303039393939", "3837363534333231"] { #expect(!text.contains(pin)) }
            // Only what is no message at all may stay a report of its own.
            #expect(!text.contains(#""kind":"report""#))
        } catch let error as ImportError {
            #expect(error.reason == .refused && error.line != nil, "\(error)")
            #expect(try folder.names().isEmpty)
        }
    }

    /// A debug log holds the reports of the trace, keep-alives left out.
    @Test(arguments: debugLogs)
    func debugLogTellsWhatTheReportsTell(path: String) throws {
        let log = try ForeignTrace(reading: LogLines(try #require(try Self.text(path))), as: .libFIDO2)
        let reports = path.replacing(".stderr.txt", with: ".jsonl")
        let list = try ForeignTrace(reading: LogLines(try #require(try Self.text(reports))), as: .ctapHIDReports)
        let wanted = ImportedRecording.reports(list)
            .filter { !$0.hasPrefix("in") || $0.dropFirst(11).prefix(2) != "bb" }
        #expect(ImportedRecording.reports(log) == wanted)
    }

    @Test(arguments: ["t0", "test", "multi_channel"])
    func dumpImports(name: String) throws {
        let text = try #require(try Self.text("apdu/apdu4j/\(name).dump"))
        #expect(ForeignFormat(detecting: LogLines(text)) == .apdu4j)
        let trace = try ForeignTrace(reading: LogLines(text), as: .apdu4j)
        let recording = try ImportedRecording.make(trace, in: ImportFolder())
        #expect(recording.integrity == .complete && !ImportedRecording.exchanges(trace).isEmpty)
    }

    private static func text(_ path: String) throws -> String? {
        try SharedData.bytes(path).map { String(decoding: $0, as: UTF8.self) }
    }
}

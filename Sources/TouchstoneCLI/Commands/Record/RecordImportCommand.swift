import ArgumentParser
import Foundation
import RecordingImport
import WireRecording

/// The command `touchstone record import`.
struct RecordImportCommand: BenchCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Makes a recording of a log that another program wrote.",
        discussion: """
            Reads dumps of apdu4j, raw logs of pcsc-spy, debug logs of OpenSC and libfido2, and CTAPHID reports as JSON \
            lines. PINs and personal data are left out as they are when a device is recorded. What the log does not tell \
            is listed.

            --redaction names a policy for personal data, as when a device is recorded.

            touchstone record import card.dump --output card.jsonl
            touchstone record import spy.log --from pcsc-spy --reader Gemalto --output card.jsonl
            FIDO_DEBUG=1 fido2-token -I /dev/hidraw0 2>key.log; touchstone record import key.log --output key.jsonl
            """
    )

    @Argument(help: ArgumentHelp("The log.", valueName: "file"))
    var file: String

    @Option(
        name: .customLong("from"),
        help: "What wrote it; found out when not given."
    )
    var format: ForeignFormat?

    @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("The recording.", valueName: "file"))
    var path: String

    @Option(name: .long, help: "The reader whose card is meant, when the log speaks of several.")
    var reader: String?

    @Option(name: .long, help: "What the device is to be called.")
    var name: String?

    @OptionGroup var redaction: RedactionOptions
    @OptionGroup var output: OutputOptions

    func execute(_ console: Console) async throws -> ExitStatus {
        let redaction = try redaction.resolve()
        let bytes = try InputFile.bytes(file, called: "log", limit: LogLines.maximumBytes)
        guard bytes.contains(where: { $0 > 0x20 }) else {
            throw CommandFailure(
                code: "bad-file",
                message: "\(file): the file is empty; expected the log of a program",
                remedy: "logs of what is understood and how to make them are in docs/recording-format.md",
                status: .badData
            )
        }
        let lines = LogLines(bytes)
        do {
            guard let format = format ?? ForeignFormat(detecting: lines) else {
                let names = ForeignFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw ImportError(.unknownFormat, problem: "no format is recognised", expected: "one of \(names)")
            }
            let trace = try ForeignTrace(reading: lines, as: format, reader: reader)
            let tool = "touchstone \(ToolVersion.current)"
            let moment = UTCTimestamp(secondsSinceEpoch: Int64(Date().timeIntervalSince1970))
            try TraceWriter(trace, tool: tool, name: name, at: moment, redaction: redaction).write(to: path)
            let report = LogImportReport(trace, path: path)
            let schema = "touchstone.recording-import/1"
            console.print(output.isJSON ? try JSONOutput(schema: schema, result: report).text() : report.text)
            return .ok
        } catch let error as ImportError {
            throw CommandFailure(
                code: "import-\(error.reason.rawValue)",
                message: "\(file): \(error)",
                remedy: error.remedy,
                status: error.reason == .refused ? .noPermission : .badData
            )
        }
    }
}

extension ForeignFormat: ExpressibleByArgument {}

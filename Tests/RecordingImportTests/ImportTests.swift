import DeviceTransport
import Foundation
import ISO7816
import RecordingImport
import Testing
import WireRecording

@Suite("Importing logs")
struct ImportTests {
    @Test(arguments: SampleLog.all)
    func tellsTheFormat(sample: SampleLog) {
        #expect(ForeignFormat(detecting: LogLines(sample.text)) == sample.format)
        #expect(ForeignFormat(detecting: LogLines("Dear diary\n")) == nil)
    }

    @Test(arguments: SampleLog.all)
    func readsWhatWasExchanged(sample: SampleLog) throws {
        let trace = try ForeignTrace(reading: LogLines(sample.text), as: sample.format)
        let answered = ImportedRecording.exchanges(trace).filter { !$0.contains("SCARD") }
        #expect(answered == sample.exchanges)
        #expect(trace.exchangeCount == (sample.exchanges.isEmpty ? 2 : ImportedRecording.exchanges(trace).count))
    }

    /// What is imported is a whole recording, without PIN and serial number.
    @Test(arguments: SampleLog.all)
    func leavesOutWhatIsPrivate(sample: SampleLog) throws {
        let folder = try ImportFolder()
        let trace = try ForeignTrace(reading: LogLines(sample.text), as: sample.format)
        let recording = try ImportedRecording.make(trace, in: folder)
        #expect(recording.integrity == .complete)
        #expect(try folder.names() == ["a.jsonl"])
        let text = try String(contentsOfFile: folder.recording, encoding: .utf8)
        #expect(!text.contains("313233343536") && !text.contains("SN-77"), "\(text)")
        #expect(!trace.gaps.isEmpty)
    }

    @Test func cardCallsBecomeEvents() throws {
        let trace = try ForeignTrace(reading: LogLines(SampleLog.pcscSpy.text), as: .pcscSpy)
        let recording = try ImportedRecording.make(trace, in: ImportFolder())
        #expect(recording.header.clock == "log")
        #expect(recording.header.capturedAt.secondsSinceEpoch == 1_770_000_000)
        #expect(recording.header.device.readerName == "Sample Reader 00 00")
        let kinds = recording.events.map(\.kind)
        guard case .connect(let connection) = kinds.first else {
            Issue.record("\(kinds)")
            return
        }
        #expect(connection.activeProtocol == .t1 && connection.answerToReset == [0x3B, 0x80, 0x80, 0x01, 0x01])
        #expect(kinds[3] == .reset(.warm) && kinds[4] == .answerToReset([0x3B, 0x80, 0x80, 0x01, 0x01]))
        guard case .failure(let failure) = kinds[8] else {
            Issue.record("\(kinds[8])")
            return
        }
        #expect(failure.code == .cardRemoved && failure.original?.name == "SCARD_W_REMOVED_CARD")
        #expect(kinds.last == .close)
        #expect(recording.events.last?.milliseconds == 999)
    }

    /// The replayed host finds the imported card as it was.
    @Test func importedCardReplays() throws {
        let trace = try ForeignTrace(reading: LogLines(SampleLog.apdu4j.text), as: .apdu4j)
        let replay = Replay(try ImportedRecording.make(trace, in: ImportFolder()))
        let card = try replay.openSmartCardChannel()
        #expect(card.answerToReset == [0x3B, 0x80, 0x80, 0x01, 0x01])
        let select: [UInt8] = [0x00, 0xA4, 0x04, 0x00, 0x05, 0xA0, 0x00, 0x00, 0x03, 0x08, 0x00]
        #expect(try card.transmit(select, within: .seconds(1)) == [0x61, 0x02, 0x4F, 0x00, 0x90, 0x00])
        let verify: [UInt8] = [0x00, 0x20, 0x00, 0x80, 0x08, 1, 2, 3, 4, 5, 6, 7, 8]
        #expect(try card.transmit(verify, within: .seconds(1)) == [0x63, 0xC2])
        card.close()
        try replay.finish()
    }

    @Test func reportsAndDebugLogTellTheSame() throws {
        let log = try ForeignTrace(reading: LogLines(SampleLog.libFIDO2.text), as: .libFIDO2)
        let list = try ForeignTrace(reading: LogLines(SampleLog.reports.text), as: .ctapHIDReports)
        let keepAlive = "in 00000007bb0001"
        #expect(
            ImportedRecording.reports(log) == ImportedRecording.reports(list).filter { !$0.hasPrefix(keepAlive) }
        )
        #expect(log.gaps.contains { $0.subject == .keepAlives })
    }

    @Test func anExistingFileStays() throws {
        let folder = try ImportFolder()
        let trace = try ForeignTrace(reading: LogLines(SampleLog.apdu4j.text), as: .apdu4j)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.recording))
        #expect(throws: TransportError(.fileExists, operation: "link")) {
            try TraceWriter(trace, tool: "touchstone 0", at: ImportedRecording.moment).write(to: folder.recording)
        }
        #expect(try String(contentsOfFile: folder.recording, encoding: .utf8) == "mine")
        #expect(try folder.names() == ["a.jsonl"])
    }

    /// The policy is the recorder's own, and the header tells it.
    @Test func aPolicyHoldsForImportsToo() throws {
        func text(_ policy: RedactionPolicy) throws -> String {
            let folder = try ImportFolder()
            let trace = try ForeignTrace(reading: LogLines(Self.registration), as: .ctapHIDReports)
            let redaction = Redaction(policy: policy)
            let writer = TraceWriter(trace, tool: "t", at: ImportedRecording.moment, redaction: redaction)
            try writer.write(to: folder.recording)
            return try String(contentsOfFile: folder.recording, encoding: .utf8)
        }
        let application = String(repeating: "5a", count: 32)
        var policy = RedactionPolicy.sharing
        #expect(try text(policy).contains(application))
        policy.changesHostData = true
        let hashed = try text(policy)
        #expect(!hashed.contains(application) && hashed.contains("host-data"))
        #expect(try !text(.standard).contains("host-data"))
    }

    /// A channel is asked for, then a registration of U2F.
    private static let registration: String = {
        let challenge = String(repeating: "11", count: 32)
        let first = "00000007830049" + "00010300000040" + challenge + String(repeating: "5a", count: 18)
        let second = "0000000700" + String(repeating: "5a", count: 14)
        let start = SampleLog.reports.text.split(separator: "\n").prefix(2).map(String.init)
        let rest = [first, second]
            .map { report in
                let padding = String(repeating: "0", count: 128 - report.count)
                return "{\"t_us\":3000,\"dir\":\"out\",\"report\":\"\(report)\(padding)\"}"
            }
        return (start + rest).joined(separator: "\n") + "\n"
    }()

    @Test func oneReaderOfSeveralIsChosen() throws {
        let other = SampleLog.openSC.text.replacing("Sample", with: "Other")
        let lines = LogLines(SampleLog.openSC.text + other)
        #expect(throws: ImportError.self) { try ForeignTrace(reading: lines, as: .openSC) }
        let trace = try ForeignTrace(reading: lines, as: .openSC, reader: "Other")
        #expect(trace.reader == "Other Reader (SN-77) 00 00")
        #expect(ImportedRecording.exchanges(trace) == SampleLog.openSC.exchanges)
        #expect(trace.gaps.contains { $0.subject == .otherReaders })
    }
}

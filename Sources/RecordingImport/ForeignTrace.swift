package import DeviceTransport
package import ISO7816
package import WireRecording

/// What a log of another program tells, with every byte in the clear.
///
/// It lives in memory only, between a parser and ``TraceWriter``; PINs stand in it.
package struct ForeignTrace: Sendable {
    package enum Direction: String, Sendable {
        case out
        case `in`
    }

    /// What came of a call: bytes, or the code with which it failed.
    package typealias Outcome = Result<[UInt8], TransportError>

    package enum Action: Sendable {
        case opened(CardProtocol?, answerToReset: [UInt8]?)
        case closed
        case exchange(command: [UInt8], Outcome)
        case reset(CardReset, Outcome)
        case attribute(UInt32, Outcome)
        case control(UInt32, [UInt8], Outcome)
        case report(Direction, [UInt8])
    }

    package struct Event: Sendable {
        /// The line of the log where it begins.
        package let line: Int
        /// Since the beginning of the log; `nil` where nothing tells.
        package let microseconds: Int?
        package let action: Action

        package init(line: Int, microseconds: Int? = nil, _ action: Action) {
            self.line = line
            self.microseconds = microseconds
            self.action = action
        }
    }

    package let format: ForeignFormat
    package let kind: RecordedChannel.Kind
    package var reader: String?
    package var capturedAt: UTCTimestamp?
    package var events: [Event]
    package var gaps: [ImportGap]

    package init(_ format: ForeignFormat, kind: RecordedChannel.Kind, events: [Event] = [], gaps: [ImportGap] = []) {
        self.format = format
        self.kind = kind
        self.events = events
        self.gaps = gaps
    }

    /// Reads a log in one of the formats; `reader` says whose card is meant, for logs that may speak of several.
    ///
    /// - Throws: ``ImportError`` with the line.
    package init(reading lines: LogLines, as format: ForeignFormat, reader: String? = nil) throws(ImportError) {
        self =
            switch format {
            case .apdu4j: try APDU4JDump.read(lines)
            case .pcscSpy: try PCSCSpyLog.read(lines, reader: reader)
            case .openSC: try OpenSCLog.read(lines, reader: reader)
            case .libFIDO2: try LibFIDO2Log.read(lines)
            case .ctapHIDReports: try CTAPHIDReportList.read(lines)
            }
    }

    /// How many commands and messages there are.
    package var exchangeCount: Int {
        events.count { event in
            switch event.action {
            case .exchange: true
            case .report(.out, let report): report.count > 4 && report[4] & 0x80 != 0
            default: false
            }
        }
    }
}

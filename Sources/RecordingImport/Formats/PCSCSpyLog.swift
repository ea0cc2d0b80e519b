import DeviceTransport
import ISO7816
import WireRecording

/// Reads the raw log of pcsc-spy (pcsc-lite 1.9 and later), before `pcsc-spy` itself makes it readable.
enum PCSCSpyLog {
    static func read(_ lines: LogLines, reader wish: String?) throws(ImportError) -> ForeignTrace {
        var calls = SpyCallReader()
        for line in lines { try calls.take(line) }
        let readers = try SpyReaders(calls.calls)
        let reader = try ReaderChoice.choose(wish, among: readers.busy)
        var conversation = SpyConversation(reader: reader, readers: readers, begin: calls.calls.first?.start ?? 0)
        for (index, call) in calls.calls.enumerated() { try conversation.take(call, at: index) }
        var trace = conversation.trace
        trace.reader = reader
        trace.capturedAt = calls.calls.first.map {
            UTCTimestamp(secondsSinceEpoch: Int64($0.start / 1_000_000))
        }
        trace.gaps.append(
            ImportGap(
                .earlierPrograms,
                "what programs did before the last one, where several wrote the log"
            )
        )
        if let call = calls.unfinished {
            trace.gaps.append(ImportGap(.end, "what came of \(call.function) in line \(call.line)"))
        }
        if readers.busy.count > 1 {
            let others = readers.busy.count - 1
            trace.gaps.append(ImportGap(.otherReaders, "commands to \(others) other readers were left out"))
        }
        return trace
    }
}

/// Which handle belongs to which reader, and what cards said when they were reset.
struct SpyReaders {
    /// The reader behind the handle of each call, by the call's place.
    private(set) var readerOfCall: [Int: String] = [:]
    /// Readers whose cards were sent commands.
    private(set) var busy: [String] = []
    private var answers: [(call: Int, reader: String, answer: [UInt8])] = []

    init(_ calls: [SpyCall]) throws(ImportError) {
        var readerOfHandle: [UInt32: String] = [:]
        var talkedTo: [String] = []
        for (index, call) in calls.enumerated() {
            switch call.function {
            case "SCardConnect":
                guard call.code == .success else { continue }
                let reader = try call.string(1)
                readerOfHandle[try call.number(-2)] = reader
                readerOfCall[index] = reader
            case "SCardGetStatusChange":
                note(call.arguments, at: index)
            case "SCardTransmit", "SCardReconnect", "SCardDisconnect", "SCardStatus", "SCardControl", "SCardGetAttrib":
                guard let reader = readerOfHandle[try call.number(0)] else { continue }
                readerOfCall[index] = reader
                if call.function == "SCardTransmit" { talkedTo.append(reader) }
                if call.function == "SCardStatus", call.code == .success {
                    let answer = try call.bytes(-1)
                    if !answer.isEmpty { answers.append((index, reader, answer)) }
                }
            default: continue
            }
        }
        busy = ReaderChoice.distinct(talkedTo)
    }

    /// What the card in a reader answered to its last reset before a call, or failing that soon after it.
    func answerToReset(_ reader: String, around call: Int) -> [UInt8]? {
        let known = answers.filter { $0.reader == reader }
        return (known.last { $0.call <= call } ?? known.first)?.answer
    }

    /// What the card answered to the reset that a call asked for, if somebody asked before the next `end` calls.
    func answerToReset(_ reader: String, after call: Int, before end: Int) -> [UInt8]? {
        answers.first { $0.reader == reader && $0.call > call && $0.call < end }?.answer
    }

    /// A reader's state is its name, two state words, the length of the answer to reset, and the answer.
    private mutating func note(_ arguments: [LogLines.Line], at call: Int) {
        for index in arguments.indices.dropLast(4) where arguments[index + 1].text.hasPrefix("0x") {
            guard let answer = SpyCall.bytes(arguments[index + 4].text), !answer.isEmpty else { continue }
            answers.append((call, String(arguments[index].text), answer))
        }
    }
}

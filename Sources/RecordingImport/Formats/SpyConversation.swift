import DeviceTransport
import ISO7816
import WireRecording

/// The calls of one reader as the events of one channel.
struct SpyConversation {
    private(set) var trace = ForeignTrace(.pcscSpy, kind: .smartCard)
    private let reader: String
    private let readers: SpyReaders
    private let begin: Int
    /// Handles to the reader that are open now: programs may have several.
    private var handles: Set<UInt32> = []

    init(reader: String, readers: SpyReaders, begin: Int) {
        self.reader = reader
        self.readers = readers
        self.begin = begin
    }

    mutating func take(_ call: SpyCall, at index: Int) throws(ImportError) {
        guard readers.readerOfCall[index] == reader else { return skip(call) }
        switch call.function {
        case "SCardConnect": try connect(call, at: index)
        case "SCardDisconnect":
            handles.remove(try call.number(0))
            if handles.isEmpty { add(call, .closed) }
        case "SCardTransmit":
            let answer = try outcome(call, bytes: call.code == .success ? call.bytes(-1) : [])
            if case .success(let bytes) = answer, bytes.count < 2 {
                throw .malformed(call.line, "an answer of \(bytes.count) bytes", expected: "a status word at least")
            }
            add(call, .exchange(command: try call.bytes(4), answer))
        case "SCardReconnect": try reconnect(call, at: index)
        case "SCardControl": try control(call)
        case "SCardGetAttrib":
            let value = try outcome(call, bytes: call.code == .success ? call.bytes(-1) : [])
            add(call, .attribute(try call.number(1), value))
        default: return
        }
    }

    private mutating func skip(_ call: SpyCall) {
        guard call.function == "SCardGetStatusChange" else { return }
        note(ImportGap(.stateChanges, "cards and readers that came and went are not taken over"))
    }

    private mutating func connect(_ call: SpyCall, at index: Int) throws(ImportError) {
        let isFirst = handles.isEmpty
        handles.insert(try call.number(-2))
        guard isFirst else {
            note(ImportGap(.openings, "several handles were open at once; they share one channel"))
            return
        }
        let answer = readers.answerToReset(reader, around: index)
        if answer == nil { note(ImportGap(.answerToReset, "the card's answer to reset")) }
        add(call, .opened(Self.transmissionProtocol(try call.number(-1)), answerToReset: answer))
    }

    /// `SCardReconnect` resets when its fourth argument asks for it.
    private mutating func reconnect(_ call: SpyCall, at index: Int) throws(ImportError) {
        let kind: CardReset
        switch try call.number(3) {
        case 1: kind = .warm
        case 2: kind = .cold
        default: return
        }
        var answer = readers.answerToReset(reader, after: index, before: index + 2)
        if answer == nil {
            answer = readers.answerToReset(reader, around: index)
            note(ImportGap(.answerToReset, "answers to resets that no SCardStatus followed; the last one stands there"))
        }
        add(call, .reset(kind, outcome(call, bytes: answer ?? [])))
    }

    /// Bytes that a control code carries may be a PIN block, and nobody can tell: such calls are left out.
    private mutating func control(_ call: SpyCall) throws(ImportError) {
        let input = try call.bytes(3)
        guard input.isEmpty else {
            return note(ImportGap(.controlCodes, "control codes with data are left out, since it may be a PIN"))
        }
        let value = try outcome(call, bytes: call.code == .success ? call.bytes(-1) : [])
        add(call, .control(try call.number(1), input, value))
    }

    private func outcome(_ call: SpyCall, bytes: [UInt8]) -> ForeignTrace.Outcome {
        call.code == .success ? .success(bytes) : .failure(call.code.error(call.function, subject: reader))
    }

    private mutating func add(_ call: SpyCall, _ action: ForeignTrace.Action) {
        trace.events.append(.init(line: call.line, microseconds: max(0, call.start - begin), action))
    }

    private mutating func note(_ gap: ImportGap) {
        if !trace.gaps.contains(gap) { trace.gaps.append(gap) }
    }

    private static func transmissionProtocol(_ number: UInt32) -> CardProtocol? {
        switch number {
        case 1: .t0
        case 2: .t1
        case 4: .raw
        default: nil
        }
    }
}

import CTAPMessages
import DeviceTransport
import ISO7816

extension RecordedEvent {
    /// Reads one line after the header.
    init(parsing node: JSONNode, header: RecordingHeader) throws(RecordComplaint) {
        let fields = try RecordFields(node, version: header.version)
        let channel = try fields.optionalString("ch")
        let declared = header.channels.first { $0.id == channel }
        guard channel == nil || declared != nil else {
            throw fields.complaint("ch", expected: "a channel that the header declares")
        }
        let name = try fields.string("kind")
        let kind = try Kind(named: name, fields)
        guard kind.fits(declared?.kind) else {
            let place = declared.map { "`\($0.kind.rawValue)` channels" } ?? "lines without `ch`"
            throw fields.complaint("kind", expected: "one of the kinds of \(place)")
        }
        self.init(
            number: try fields.integer("n", in: 1...Int.max),
            milliseconds: try fields.integer("t"),
            channel: channel,
            kind: kind
        )
    }
}

extension RecordedEvent.Kind {
    /// Whether an event of this kind can happen on such a channel; `nil` stands for the bench.
    fileprivate func fits(_ channel: RecordedChannel.Kind?) -> Bool {
        switch self {
        case .connect, .close, .failure: channel != nil
        case .message, .keepAlive, .report: channel == .ctapHID
        case .timeout: channel == .ctapHID || channel == .slotWatch
        case .apdu, .reset, .answerToReset, .attribute, .control, .value, .transaction, .reconnect, .done:
            channel == .smartCard || channel == .secondConnection
        case .opening: channel == .secondConnection
        case .watch, .slot, .cancelled: channel == .slotWatch
        case .reader, .card, .action, .end: channel == nil
        }
    }

    fileprivate init(named name: String, _ fields: RecordFields) throws(RecordComplaint) {
        switch name {
        case "connect": self = .connect(try RecordedConnection(fields))
        case "close": self = .close
        case "request": self = .message(.out, try RecordedMessage(fields))
        case "response": self = .message(.in, try RecordedMessage(fields))
        case "keepalive":
            let status = UInt8(truncatingIfNeeded: try fields.number("status", bytes: 1))
            self = .keepAlive(try fields.channelID(), status: status)
        case "report": self = .report(try fields.choice("dir"), try fields.maskedBytes("data"))
        case "timeout": self = .timeout
        case "apdu": self = .apdu(try fields.choice("dir"), try fields.maskedBytes("data"))
        case "reset": self = .reset(try fields.choice("type"))
        case "atr": self = .answerToReset(try fields.bytes("data"))
        case "attribute": self = .attribute(try fields.number("tag", bytes: 4))
        case "control": self = .control(try fields.number("code", bytes: 4), try fields.bytes("data"))
        case "value": self = .value(try fields.maskedBytes("data"))
        case "error": self = .failure(try RecordedFailure(fields))
        case "opening" where fields.version >= 3: self = .opening(try ConnectionMode(fields))
        case "transaction" where fields.version >= 3: self = .transaction(try fields.choice("step"))
        case "reconnect" where fields.version >= 3: self = .reconnect(try fields.choice("sharing"))
        case "done" where fields.version >= 3: self = .done
        case "watch" where fields.version >= 3:
            let known = fields.has("flags") ? try SlotState(fields) : nil
            self = .watch(known, milliseconds: try fields.integer("for"))
        case "slot" where fields.version >= 3: self = .slot(try SlotState(fields))
        case "cancelled" where fields.version >= 3: self = .cancelled
        case "reader":
            self = .reader(
                isAttached: try fields.word("state", yes: "attached", no: "detached"),
                name: try fields.string("reader")
            )
        case "card":
            let isInserted = try fields.word("state", yes: "inserted", no: "removed")
            self = .card(
                answerToReset: isInserted ? try fields.bytes("atr") : nil,
                reader: try fields.string("reader"),
                count: try fields.integer("count")
            )
        case "action":
            let answer = try fields.choice("answer", AnswerName.self).answer
            self = .action(try fields.action(), answer)
        case "end":
            self = .end(events: try fields.integer("events"), checksum: try fields.number("crc32", bytes: 4))
        default:
            throw fields.complaint("kind", expected: "a kind of format version \(fields.version)")
        }
    }
}

extension RecordedConnection {
    fileprivate init(_ fields: RecordFields) throws(RecordComplaint) {
        self.init(
            reader: try fields.optionalString("reader"),
            activeProtocol: fields.has("protocol") ? try fields.choice("protocol") : nil,
            answerToReset: try fields.optionalBytes("atr")
        )
    }
}

extension ConnectionMode {
    fileprivate init(_ fields: RecordFields) throws(RecordComplaint) {
        var protocols: Set<CardProtocol> = []
        for text in try fields.optionalStrings("protocols") {
            guard let known = CardProtocol(rawValue: text) else {
                throw fields.complaint("protocols", expected: "names of protocols")
            }
            protocols.insert(known)
        }
        self.init(try fields.choice("sharing"), protocols)
    }
}

extension SlotState {
    fileprivate init(_ fields: RecordFields) throws(RecordComplaint) {
        let flags = UInt16(truncatingIfNeeded: try fields.number("flags", bytes: 2))
        let count = UInt16(truncatingIfNeeded: try fields.integer("count", in: 0...0xFFFF))
        self.init(flags: flags, eventCount: count)
    }
}

extension RecordedMessage {
    fileprivate init(_ fields: RecordFields) throws(RecordComplaint) {
        let command = try fields.number("cmd", bytes: 1)
        guard command < 0x80 else { throw fields.complaint("cmd", expected: "a command without bit 7") }
        let payload = try fields.maskedBytes("data")
        guard payload.bytes.count <= CTAPHIDMessage.maximumPayload else {
            throw fields.complaint("data", expected: "at most \(CTAPHIDMessage.maximumPayload) bytes")
        }
        self.init(
            channel: try fields.channelID(),
            command: CTAPHIDCommand(rawValue: UInt8(truncatingIfNeeded: command)),
            payload: payload
        )
    }
}

extension RecordedFailure {
    fileprivate init(_ fields: RecordFields) throws(RecordComplaint) {
        var original: TransportError.Original?
        if fields.has("original") {
            let members = try RecordFields(fields.node("original", "an object"))
            original = TransportError.Original(
                source: try members.string("source"),
                number: try members.integer("number", in: Int.min...Int.max),
                name: try members.optionalString("name")
            )
        }
        self.init(
            call: try fields.choice("call"),
            code: TransportError.Code(rawValue: try fields.string("code")),
            operation: try fields.string("operation"),
            original: original
        )
    }
}

extension RecordFields {
    fileprivate func word(_ name: String, yes: String, no: String) throws(RecordComplaint) -> Bool {
        switch try string(name) {
        case yes: return true
        case no: return false
        default: throw complaint(name, expected: "`\(yes)` or `\(no)`")
        }
    }

    fileprivate func action() throws(RecordComplaint) -> OperatorRequest.Action {
        switch try choice("action", ActionName.self) {
        case .touch: .touch
        case .insertCard: .insertCard
        case .removeCard: .removeCard
        case .unplug: .unplug
        case .plugIn: .plugIn
        case .confirmDestruction: .confirmDestruction(phrase: try string("phrase"))
        }
    }

    fileprivate func channelID() throws(RecordComplaint) -> RecordedChannelID {
        if let number = try node("cid", "a channel").wholeNumber {
            guard (0...Int(UInt16.max)).contains(number) else {
                throw complaint("cid", expected: "the number of an allotted channel")
            }
            return .allotted(number)
        }
        return .literal(try number("cid", bytes: 4))
    }
}

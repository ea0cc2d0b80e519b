import CTAPMessages
import DeviceTransport
import ISO7816
import Octets

extension RecordedEvent {
    /// The event as one line of a file.
    var line: [UInt8] {
        var line = JSONLine()
        line.add("n", number)
        line.add("t", milliseconds)
        line.add("ch", channel)
        line.add("kind", kind.name)
        kind.add(to: &line)
        return line.finished
    }
}

extension RecordedEvent.Kind {
    /// The value of `kind` in a file.
    package var name: String {
        switch self {
        case .connect: "connect"
        case .close: "close"
        case .message(.out, _): "request"
        case .message(.in, _): "response"
        case .keepAlive: "keepalive"
        case .report: "report"
        case .timeout: "timeout"
        case .apdu: "apdu"
        case .reset: "reset"
        case .answerToReset: "atr"
        case .attribute: "attribute"
        case .control: "control"
        case .value: "value"
        case .opening: "opening"
        case .transaction: "transaction"
        case .reconnect: "reconnect"
        case .done: "done"
        case .watch: "watch"
        case .slot: "slot"
        case .cancelled: "cancelled"
        case .failure: "error"
        case .reader: "reader"
        case .card: "card"
        case .action: "action"
        case .end: "end"
        }
    }

    fileprivate func add(to line: inout JSONLine) {
        switch self {
        case .close, .timeout, .done, .cancelled:
            break
        case .connect(let connection):
            line.add("reader", connection.reader)
            line.add("protocol", connection.activeProtocol?.rawValue)
            line.add("atr", connection.answerToReset.map(Hex.encode))
        case .message(_, let message):
            line.add("cid", message.channel)
            line.add("cmd", message.command.rawValue.fixedHex)
            line.add("data", message.payload)
        case .keepAlive(let channel, let status):
            line.add("cid", channel)
            line.add("status", status.fixedHex)
        case .report(let direction, let bytes), .apdu(let direction, let bytes):
            line.add("dir", direction.rawValue)
            line.add("data", bytes)
        case .reset(let kind):
            line.add("type", kind.rawValue)
        case .answerToReset(let bytes):
            line.add("data", Hex.encode(bytes))
        case .attribute(let tag):
            line.add("tag", tag.fixedHex)
        case .control(let code, let input):
            line.add("code", code.fixedHex)
            line.add("data", Hex.encode(input))
        case .value(let bytes):
            line.add("data", bytes)
        case .opening(let mode):
            line.add("sharing", mode.sharing.rawValue)
            line.add("protocols", mode.protocols.map(\.rawValue).sorted())
        case .transaction(let step):
            line.add("step", step.rawValue)
        case .reconnect(let sharing):
            line.add("sharing", sharing.rawValue)
        case .watch(let known, let milliseconds):
            if let known { line.add(known) }
            line.add("for", milliseconds)
        case .slot(let state):
            line.add(state)
        case .failure(let failure):
            line.add("call", failure.call.rawValue)
            line.add("code", failure.code.rawValue)
            line.add("operation", failure.operation)
            line.add("original", failure.original)
        case .reader(let isAttached, let name):
            line.add("state", isAttached ? "attached" : "detached")
            line.add("reader", name)
        case .card(let answerToReset, let reader, let count):
            line.add("state", answerToReset == nil ? "removed" : "inserted")
            line.add("reader", reader)
            line.add("atr", answerToReset.map(Hex.encode))
            line.add("count", count)
        case .action(let action, let answer):
            line.add("action", ActionName(action).rawValue)
            if case .confirmDestruction(let phrase) = action { line.add("phrase", phrase) }
            line.add("answer", AnswerName(answer).rawValue)
        case .end(let events, let checksum):
            line.add("events", events)
            line.add("crc32", checksum.fixedHex)
        }
    }
}

extension JSONLine {
    fileprivate mutating func add(_ state: SlotState) {
        add("flags", state.flags.fixedHex)
        add("count", Int(state.eventCount))
    }

    fileprivate mutating func add(_ name: String, _ channel: RecordedChannelID) {
        switch channel {
        case .literal(let number): add(name, number.fixedHex)
        case .allotted(let number): add(name, number)
        }
    }

    fileprivate mutating func add(_ name: String, _ bytes: MaskedBytes) {
        add(name, Hex.encode(bytes.bytes))
        guard !bytes.masks.isEmpty else { return }
        addList(
            "mask",
            bytes.masks.map { mask in
                let classNumber = mask.classNumber.map { ",\($0)" } ?? ""
                return Array("[\(mask.offset),\(mask.length),\"\(mask.rule.rawValue)\"\(classNumber)]".utf8)
            }
        )
    }

    fileprivate mutating func add(_ name: String, _ original: TransportError.Original?) {
        guard let original else { return }
        var json = JSONLine()
        json.add("source", original.source)
        json.add("number", original.number)
        json.add("name", original.name)
        add(name, json)
    }
}

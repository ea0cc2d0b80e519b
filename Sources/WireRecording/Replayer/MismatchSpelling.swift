import CBORTree
import CTAPMessages
import Octets

/// Both sides of a difference, one above the other.
enum MismatchSpelling {
    /// A request over reports that is another one than recorded, or not complete.
    static func request(_ request: ExpectedRequest) -> String {
        let recorded = request.message
        let title = "event \(request.event.number), \(MessageSpelling.name(recorded.command, recorded.payload))"
        let sent = request.receivedMessage
        let now = sent.map { "\(name(of: $0)): \(MessageSpelling.content($0.command, $0.payload))" }
        let wanted = MessageSpelling.content(recorded.command, recorded.payload, masks: request.payload.masks)
        let sides = sides(
            recorded: "\(name(of: recorded)): \(wanted)",
            now: now ?? "no message: " + request.received.map { MessageSpelling.hex($0) }.joined(separator: " ")
        )
        guard let difference = request.difference else {
            return "\(title): the host stopped \(request.outstanding) reports before its end\(sides)"
        }
        let place = place(of: difference, recorded, sent, request.payload.masks)
        return "\(title): \(place) is \(spell(difference.actual)) instead of \(spell(difference.expected))\(sides)"
    }

    /// A request that equals the template, in a field that no template can compare.
    static func fault(_ request: ExpectedRequest, path: String, problem: String) -> String {
        let recorded = request.message
        let title = "event \(request.event.number), \(MessageSpelling.name(recorded.command, recorded.payload))"
        // Live bytes of a ceremony are not shown: they are somebody's PIN under a key that is known here.
        let content = MessageSpelling.content(recorded.command, recorded.payload, masks: request.payload.masks)
        return "\(title): field \(path) \(problem)\n  recorded  \(name(of: recorded)): \(content)"
    }

    /// A report outside any message.
    static func loose(number: Int, byte: Int, expected: [UInt8], actual: [UInt8]) -> String {
        let wanted = expected.indices.contains(byte) ? expected[byte] : nil
        let found = actual.indices.contains(byte) ? actual[byte] : nil
        let sides = sides(recorded: MessageSpelling.hex(expected), now: MessageSpelling.hex(actual))
        let title = "event \(number), \(MessageSpelling.frame(expected))"
        return "\(title): byte \(byte) of the report is \(spell(found)) instead of \(spell(wanted))\(sides)"
    }

    /// A command APDU.
    static func command(number: Int, byte: Int, expected: MaskedBytes, actual: [UInt8]) -> String {
        let wanted = expected.bytes.indices.contains(byte) ? expected.bytes[byte] : nil
        let found = actual.indices.contains(byte) ? actual[byte] : nil
        let recordedName = MessageSpelling.name(ofCommand: expected.bytes)
        let sides = sides(
            recorded: "\(recordedName): \(MessageSpelling.hex(expected.bytes, masks: expected.masks))",
            now: "\(MessageSpelling.name(ofCommand: actual)): \(MessageSpelling.hex(actual))"
        )
        let place = "byte \(byte) of the command\(byte < 4 ? " (\(["CLA", "INS", "P1", "P2"][byte]))" : "")"
        return "event \(number), \(recordedName): \(place) is \(spell(found)) instead of \(spell(wanted))\(sides)"
    }

    /// A field of a question to the reader.
    static func question(_ title: String, field: String, recorded: [UInt8], now: [UInt8]) -> String {
        let byte = ReplayingReportChannel.firstDifference(recorded, now, []) ?? 0
        let wanted = recorded.indices.contains(byte) ? recorded[byte] : nil
        let found = now.indices.contains(byte) ? now[byte] : nil
        let sides = sides(recorded: MessageSpelling.hex(recorded), now: MessageSpelling.hex(now))
        return "\(title): byte \(byte) of the \(field) is \(spell(found)) instead of \(spell(wanted))\(sides)"
    }

    private static func sides(recorded: String, now: String) -> String {
        "\n  recorded  \(recorded)\n  now       \(now)"
    }

    private static func name(of message: CTAPHIDMessage) -> String {
        MessageSpelling.name(message.command, message.payload)
    }

    private static func spell(_ byte: UInt8?) -> String { byte.map { Hex.encode([$0]) } ?? "missing" }

    private static func place(
        of difference: ExpectedRequest.Difference,
        _ recorded: CTAPHIDMessage,
        _ sent: CTAPHIDMessage?,
        _ masks: [Mask]
    ) -> String {
        let report = "byte \(difference.byte) of report \(difference.report)"
        let path = sent.flatMap { fieldPath(recorded, $0, masks) }.map { ", \($0)" } ?? ""
        if let field = frameField(difference) {
            // Another length is the consequence of another field.
            return "\(report) (\(field)\(field == "length" ? path : ""))"
        }
        let offset = ExpectedRequest.payloadOffset(report: difference.report, byte: difference.byte) ?? 0
        guard offset < recorded.payload.count else { return "\(report) (padding)" }
        return "byte \(offset) of the data (\(report)\(path))"
    }

    private static func frameField(_ difference: ExpectedRequest.Difference) -> String? {
        switch difference.byte {
        case ..<4: "channel"
        case 4: difference.report == 0 ? "command" : "sequence number"
        case 5, 6: difference.report == 0 ? "length" : nil
        default: nil
        }
    }

    private static func fieldPath(_ recorded: CTAPHIDMessage, _ sent: CTAPHIDMessage, _ masks: [Mask]) -> String? {
        guard recorded.command == .cbor, sent.command == .cbor,
            let old = try? CBORItem(parsing: Array(recorded.payload.dropFirst())),
            let new = try? CBORItem(parsing: Array(sent.payload.dropFirst())),
            let path = FieldDifference(masks).path(LocatedCBOR(old, at: 1), new)
        else { return nil }
        return "field \(path.isEmpty ? "/" : path)"
    }
}

import CBORTree
import CTAPMessages

/// A field of a request that a replay may be told not to compare: its length still counts, its bytes do not.
///
/// Only what no device computes with is declared here, names for people mostly. Whoever wants more wants another recording.
package enum LenientField: String, Hashable, Sendable, CaseIterable {
    case relyingPartyName = "make-credential.rp.name"
    case userName = "make-credential.user.name"
    case userDisplayName = "make-credential.user.display-name"

    /// The command, and where in its parameters the field lies (CTAP 2.1, 6.1).
    var place: (command: CTAPCommand, path: [SecretFields.Step]) {
        switch self {
        case .relyingPartyName: (.makeCredential, [.number(2), .text("name")])
        case .userName: (.makeCredential, [.number(3), .text("name")])
        case .userDisplayName: (.makeCredential, [.number(3), .text("displayName")])
        }
    }
}

extension Recording {
    /// The recording with fields of its requests open, as masks over any bytes of their length.
    package func lenient(_ fields: Set<LenientField>) -> Recording {
        guard !fields.isEmpty else { return self }
        let events = events.map { $0.lenient(fields) }
        return Recording(path: path, header: header, events: events, integrity: integrity)
    }
}

extension RecordedEvent {
    /// The event with such fields open.
    func lenient(_ fields: Set<LenientField>) -> RecordedEvent {
        guard !fields.isEmpty, case .message(.out, let message) = kind, message.command == .cbor else { return self }
        return RecordedEvent(
            number: number,
            milliseconds: milliseconds,
            channel: channel,
            kind: .message(.out, message.lenient(fields))
        )
    }
}

extension RecordedMessage {
    fileprivate func lenient(_ fields: Set<LenientField>) -> RecordedMessage {
        let bytes = payload.bytes
        let places = fields.map(\.place).filter { $0.command.rawValue == bytes.first }
        guard !places.isEmpty, let tree = try? CBORItem(parsing: Array(bytes.dropFirst())) else { return self }
        let located = LocatedCBOR(tree, at: 1)
        let ranges = places.flatMap { located.values(at: $0.path).flatMap(\.stringRanges) }
        let masks = (payload.masks + ranges.map { Mask($0, .redacted) }).sorted { $0.offset < $1.offset }
        return RecordedMessage(channel: channel, command: command, payload: MaskedBytes(bytes, masks: masks))
    }
}

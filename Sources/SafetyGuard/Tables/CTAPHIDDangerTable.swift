package import CTAPMessages

/// The classes of CTAPHID messages to a key (CTAP 2.1, 11.2.9).
package enum CTAPHIDDangerTable {
    private static func row(
        _ command: CTAPHIDCommand,
        because reason: String
    ) -> (CTAPHIDCommand, DangerRule) {
        (command, DangerRule(command.name, .d0, because: reason))
    }

    private static let rows = [
        row(.initialize, because: "asks for a channel, or ends what its own channel began"),
        row(.ping, because: "gets its own bytes back"),
        row(.wink, because: "blinks"),
        row(.lock, because: "keeps other programs waiting for ten seconds at most"),
        row(.cancel, because: "ends the wait for a touch"),
        row(.reserved, because: "no specification gives the number a meaning, so a key can only refuse it"),
    ]

    package static let rules = rows.map(\.1)

    /// The row that decides about a message, by the command inside where there is one.
    package static func rule(for message: CTAPHIDMessage) -> DangerRule {
        switch message.command {
        case .cbor: CTAPDangerTable.rule(for: message.payload)
        case .message: U2FDangerTable.listedRule(for: message.payload) ?? .unlisted("CTAPHID_MSG without a U2F command")
        case .reserved where !message.payload.isEmpty: .unlisted("\(message.command.name) with a payload")
        default: rows.first { $0.0 == message.command }?.1 ?? .unlisted(message.command.name)
        }
    }
}

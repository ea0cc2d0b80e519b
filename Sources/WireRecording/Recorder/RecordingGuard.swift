import CBORTree
import CTAPMessages
import DeviceTransport
import Octets

/// Decides which CTAP traffic may be written down.
///
/// A PIN ceremony carries encrypted PINs, tokens and keys, and a recording must hold none of them, not even encrypted.
/// Until a recorder can put others in their place, whatever may belong to one is refused before it is sent. What is not
/// known is refused as well.
struct RecordingGuard {
    /// Channels on which the last message was refused: its continuation packets are refused too.
    private var refused: Set<UInt32> = []

    mutating func check(_ message: CTAPHIDMessage) throws(TransportError) {
        refused.remove(message.channel)
        guard let reason = Self.refusal(of: message) else { return }
        refused.insert(message.channel)
        throw Self.error(reason)
    }

    /// Checks reports that are no message: nothing but the first bytes of one may be known.
    mutating func check(loose reports: [[UInt8]]) throws(TransportError) {
        for report in reports {
            guard report.count >= 7 else { continue }
            let channel = report.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
            if report[4] & 0x80 != 0 {
                refused.remove(channel)
                guard let reason = Self.refusal(ofBroken: report) else { continue }
                refused.insert(channel)
                throw Self.error(reason)
            }
            if refused.contains(channel) { throw Self.error("the rest of a message that was refused") }
        }
    }

    private static func error(_ reason: String) -> TransportError {
        TransportError(.refusedByGuard, operation: "record", detail: "\(reason) cannot be recorded yet")
    }

    private static func refusal(of message: CTAPHIDMessage) -> String? {
        switch message.command {
        case .cbor: refusal(ofCBOR: message.payload)
        case .ping, .message, .lock, .initialize, .wink, .cancel, .keepalive, .error: nil
        default: message.payload.isEmpty && !message.command.isVendorSpecific ? nil : message.command.name
        }
    }

    private static func refusal(ofBroken report: [UInt8]) -> String? {
        let command = CTAPHIDCommand(rawValue: report[4])
        guard command == .cbor else {
            return command.isVendorSpecific ? command.name : nil
        }
        // The rest may come in any disguise, so only commands without parameters pass.
        guard report.count > 7, let name = Optional(CTAPCommand(rawValue: report[7])) else { return "half a message" }
        return [.getInfo, .selection, .getNextAssertion].contains(name) ? nil : "half a message of \(name.name)"
    }

    private static func refusal(ofCBOR payload: [UInt8]) -> String? {
        guard let first = payload.first else { return nil }
        let command = CTAPCommand(rawValue: first)
        let body = Array(payload.dropFirst())
        if body.isEmpty {
            return isKnown(command) ? nil : command.name
        }
        guard isKnown(command), let entries = (try? CBORItem(parsing: body))?.entries else {
            return "\(command.name) with parameters that are not understood"
        }
        func has(_ key: Int64) -> Bool { entries.contains { $0.key.integer == key } }
        switch command {
        case .clientPIN:
            return refusal(ofClientPIN: entries)
        case .makeCredential:
            return has(8) ? authenticated(command) : refusal(ofExtensions: entries, under: 6, command)
        case .getAssertion:
            return has(6) ? authenticated(command) : refusal(ofExtensions: entries, under: 4, command)
        case .credentialManagement, .credentialManagementPreview, .authenticatorConfig:
            return has(4) ? authenticated(command) : nil
        case .bioEnrollment, .bioEnrollmentPreview:
            return has(5) ? authenticated(command) : nil
        case .largeBlobs:
            return has(5) ? authenticated(command) : has(2) ? "a write to the large-blob store" : nil
        default:
            return "\(command.name) with parameters"
        }
    }

    private static func isKnown(_ command: CTAPCommand) -> Bool {
        let known: [CTAPCommand] = [
            .makeCredential, .getAssertion, .getInfo, .clientPIN, .reset, .getNextAssertion, .bioEnrollment,
            .credentialManagement, .selection, .largeBlobs, .authenticatorConfig, .bioEnrollmentPreview,
            .credentialManagementPreview,
        ]
        return known.contains(command)
    }

    /// Only `getPINRetries` (1) and `getUVRetries` (7) say nothing about a PIN (CTAP 2.1, 6.5.5.2 and 6.5.5.3).
    private static func refusal(ofClientPIN entries: [CBORMap.Entry]) -> String? {
        let subCommands = entries.filter { $0.key.integer == 2 }.map(\.value.integer)
        guard entries.allSatisfy({ $0.key.integer == 1 || $0.key.integer == 2 }), subCommands.count == 1,
            subCommands[0] == 1 || subCommands[0] == 7
        else { return "\(CTAPCommand.clientPIN.name) other than the reading of retries" }
        return nil
    }

    /// Extensions that agree on keys, or answer with one.
    private static func refusal(
        ofExtensions entries: [CBORMap.Entry],
        under key: Int64,
        _ command: CTAPCommand
    ) -> String? {
        for extensions in entries where extensions.key.integer == key {
            guard let names = extensions.value.entries?.map(\.key.text) else { continue }
            for case let name? in names where name.hasPrefix("hmac-secret") || name == "largeBlobKey" {
                // `hmac-secret: true` in makeCredential asks for support and carries nothing.
                if command == .makeCredential, name == "hmac-secret", extensions.value[name]?.bool != nil { continue }
                return "the extension \(name) of \(command.name)"
            }
        }
        return nil
    }

    private static func authenticated(_ command: CTAPCommand) -> String { "\(command.name) with pinUvAuthParam" }
}

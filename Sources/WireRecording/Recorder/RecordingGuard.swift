import CBORTree
import CTAPMessages
import DeviceTransport
import Octets
import SafetyGuard

/// Decides which CTAP traffic may be written down.
///
/// A PIN ceremony carries encrypted PINs, tokens and keys, and a recording must hold none of them, not even encrypted.
/// ``CTAPTranscript`` masks them where they are known to lie; whatever could carry one elsewhere is refused before it is
/// sent: subcommands and members of a later specification, commands of a vendor, what is no CBOR, half a message.
struct RecordingGuard {
    /// Channels on which the last message was refused: its continuation packets are refused too.
    private var refused: Set<UInt32> = []
    /// What is expected from here on.
    var kept: KeptTraffic

    init(keeping kept: KeptTraffic = .ceremonies) {
        self.kept = kept
    }

    mutating func check(_ message: CTAPHIDMessage) throws(TransportError) {
        refused.remove(message.channel)
        guard let reason = kept == .harmless ? Self.refusal(ofHarmless: message) : Self.refusal(of: message) else {
            return
        }
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

    /// A PIN goes into commands of class D3 and above, and into none below; without one there is no token either.
    private static func refusal(ofHarmless message: CTAPHIDMessage) -> String? {
        let rule = CTAPHIDDangerTable.rule(for: message)
        return rule.danger > .d2 ? rule.command : nil
    }

    private static func error(_ reason: String) -> TransportError {
        TransportError(.refusedByGuard, operation: "record", detail: "\(reason) cannot be recorded")
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
        guard payload.count > 1 else { return isKnown(command) ? nil : command.name }
        guard isKnown(command), let tree = try? CBORItem(parsing: Array(payload.dropFirst())), tree.entries != nil
        else {
            return "\(command.name) with parameters that are not understood"
        }
        switch command {
        case .getInfo, .reset, .getNextAssertion, .selection: return "\(command.name) with parameters"
        case .clientPIN: if let reason = refusal(ofClientPIN: tree) { return reason }
        default: break
        }
        return refusal(ofSecretsOf: command, LocatedCBOR(tree, at: 1))
    }

    private static func isKnown(_ command: CTAPCommand) -> Bool {
        let known: [CTAPCommand] = [
            .makeCredential, .getAssertion, .getInfo, .clientPIN, .reset, .getNextAssertion, .bioEnrollment,
            .credentialManagement, .selection, .largeBlobs, .authenticatorConfig, .bioEnrollmentPreview,
            .credentialManagementPreview,
        ]
        return known.contains(command)
    }

    /// The members that each subcommand may have (CTAP 2.1, 6.5.5); anything else could be anything.
    private static func refusal(ofClientPIN tree: CBORItem) -> String? {
        let members: [Int64: Set<Int64>] = [
            1: [1, 2], 2: [1, 2], 3: [1, 2, 3, 4, 5], 4: [1, 2, 3, 4, 5, 6], 5: [1, 2, 3, 6], 6: [1, 2, 3, 9, 10],
            7: [1, 2], 9: [1, 2, 3, 6, 9, 10],
        ]
        let keys = (tree.entries ?? []).map(\.key.integer)
        guard keys.count(where: { $0 == 2 }) == 1, let subCommand = tree[2]?.integer, let known = members[subCommand]
        else { return "\(CTAPCommand.clientPIN.name) with a subcommand that is not known" }
        guard keys.allSatisfy({ $0.map { known.contains($0) } == true }) else {
            return "\(CTAPCommand.clientPIN.name) with a member that is not known"
        }
        return nil
    }

    /// A secret has to lie where it is looked for, once, as one string of a length that the specification knows.
    private static func refusal(ofSecretsOf command: CTAPCommand, _ tree: LocatedCBOR) -> String? {
        if let place = SecretFields.hmacSecret[command], let reason = refusal(ofHMACSecret: place, in: tree, command) {
            return reason
        }
        for field in SecretFields().request(command) {
            let values = tree.values(at: field.path)
            guard values.count <= 1 else { return "\(command.name) with \(field.rule.rawValue) twice" }
            guard let value = values.first else { continue }
            guard case .byteString(let string) = value.item, !string.isIndefinite else {
                return "\(command.name) with \(field.rule.rawValue) in another form than one byte string"
            }
            let isEmpty = string.bytes.isEmpty && field.rule == .pinAuth
            guard isEmpty || field.rule.lengths?.contains(string.bytes.count) ?? true else {
                return "\(command.name) with \(field.rule.rawValue) of \(string.bytes.count) bytes"
            }
        }
        guard command == .clientPIN, let key = tree[3] else { return nil }
        let strings = key.stringRanges.count
        guard strings == 2, key[-2] != nil, key[-3] != nil else {
            return "\(command.name) with a key agreement key in another form than two coordinates"
        }
        return nil
    }

    /// Either a plain request for support, or a map of key, salts, proof and protocol (CTAP 2.1, 12.5).
    private static func refusal(
        ofHMACSecret place: (extensions: Int64, name: String),
        in tree: LocatedCBOR,
        _ command: CTAPCommand
    ) -> String? {
        for extensions in tree.values(place.extensions) {
            for (key, value) in extensions.entries ?? [] {
                guard let name = key.text, name.hasPrefix("hmac-secret") else { continue }
                if command == .makeCredential, name == "hmac-secret", value.item.bool != nil { continue }
                let reason = "the extension \(name) of \(command.name) in a form that is not known"
                guard name == place.name, let entries = value.entries else { return reason }
                guard entries.allSatisfy({ $0.key.integer.map { (1...4).contains($0) } == true }) else { return reason }
                guard let agreement = value[1], agreement.stringRanges.count == 2, agreement[-2] != nil,
                    agreement[-3] != nil
                else { return reason }
            }
        }
        return nil
    }
}

import BenchTesting
import Foundation

/// What `fido2-token -I` prints, line by line, and how `probe` says the same.
///
/// Where a key does not send a member, libfido2 prints a default; `probe` prints nothing, for absent is absent.
struct TokenInformation {
    struct Line: CustomStringConvertible {
        let name: String
        let value: String

        var description: String { "\(name): \(value)" }
    }

    let lines: [Line]

    init(_ run: CommandRun) {
        lines = run.lines.compactMap { text in
            let parts = text.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            return parts.count == 2 ? Line(name: parts[0], value: parts[1]) : nil
        }
    }

    subscript(name: String) -> String? { lines.first { $0.name == name }?.value }
}

extension TokenInformation.Line {
    /// The row of `probe` that says the same, and the words that it has to have, in any order; `nil` for a line whose
    /// meaning no row has.
    var counterpart: (row: String, words: Set<String>)? {
        switch name {
        case "proto": ("CTAPHID", ["protocol \(number(value))"])
        case "caps": ("CTAPHID", Set(capabilities))
        case "version strings": ("versions", words(value))
        case "extension strings": ("extensions", words(value))
        case "transport strings": ("transports", words(value))
        case "algorithms":
            ("algorithms", words(value.replacing("es256", with: "ES256").replacing("eddsa", with: "EdDSA")))
        case "aaguid": ("AAGUID", [value])
        case "options": ("options", Set(words(value).map(option)))
        case "certifications": ("certifications", Set(words(value).map { "\($0) (claimed)" }))
        case "fwversion": ("firmware", [value])
        case "maxmsgsiz": ("maxMsgSize", [value])
        case "maxcredcntlst": ("credentials a list", [value])
        case "maxcredlen": ("credential id", ["at most \(value) bytes"])
        case "maxlargeblob": ("large blobs", ["\(value) bytes"])
        case "maxrpids in minpinlen": ("minPINLength RPs", [value])
        case "remaining rk(s)": ("space for", ["\(value) discoverable credentials"])
        case "minpinlen": ("minPINLength", [value])
        case "pin protocols": ("PIN protocols", words(value))
        case "pin retries": ("PIN retries", [value])
        case "pin change required": ("forcePINChange", [value == "true" ? "yes" : "no"])
        case "uv retries": ("UV retries", [value])
        case "platform uv attempt(s)": ("UV attempts", [value])
        case "uv modality": ("UV modality", [value == "0x2 (fingerprint check)" ? "fingerprint_internal" : value])
        default: nil
        }
    }

    /// Whether libfido2 prints this when the key has sent nothing.
    var mayBeDefault: Bool {
        ["0", "0x0", "undefined", "false"].contains(value)
    }

    private var capabilities: [String] {
        let inside = value.split(separator: "(").last?.dropLast() ?? ""
        // It spells out the two flags that are absent as well.
        return words(String(inside)).subtracting(["nowink", "nocbor", "msg"]).map { $0 == "nomsg" ? "nmsg" : $0 }
    }

    /// libfido2 writes `noplat` for an option that is false, and an option may begin with these letters as well.
    private func option(_ word: String) -> String {
        word.hasPrefix("no") ? "no \(word.dropFirst(2))" : word
    }

    private func words(_ text: String) -> Set<String> {
        Set(text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
    }

    private func number(_ text: String) -> String {
        text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16).map(String.init) ?? text : text
    }
}

/// The rows that `probe` prints of one device, with wrapped values put together again.
struct ProbeRows {
    private(set) var rows: [(name: String, value: String)] = []

    init(_ run: CommandRun) {
        for line in run.lines.dropFirst() {
            let text = line.dropFirst(2)
            if line.hasPrefix(String(repeating: " ", count: 26)), let last = rows.indices.last {
                rows[last].value += " " + line.trimmingCharacters(in: .whitespaces)
            } else {
                rows.append((text.prefix(24).trimmingCharacters(in: .whitespaces), String(text.dropFirst(24))))
            }
        }
    }

    subscript(name: String) -> String? { rows.first { $0.name == name }?.value }
}

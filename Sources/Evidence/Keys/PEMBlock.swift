import Foundation

/// One block of textual encoding (RFC 7468), strict: nothing before it, nothing behind it.
enum PEMBlock {
    static func encode(_ bytes: [UInt8], label: String) -> String {
        let text = Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN \(label)-----\n\(text)\n-----END \(label)-----\n"
    }

    /// The bytes of the one block with that label; nil for anything else.
    static func decode(_ text: some StringProtocol, label: String) -> [UInt8]? {
        var lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        while lines.last?.isEmpty == true { lines.removeLast() }
        guard lines.count >= 3, lines.first == "-----BEGIN \(label)-----", lines.last == "-----END \(label)-----" else {
            return nil
        }
        return Base64.decode(lines[1..<lines.count - 1].joined())
    }
}

/// Base64 that has one spelling for each byte string (RFC 4648, 3.5): no gaps, no spare bits.
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    static func decode(_ text: String) -> [UInt8]? {
        guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else { return nil }
        return Array(data)
    }
}

/// A PC/SC reader name, taken apart the way libccid puts it together.
///
/// libccid writes `PRODUCT [INTERFACE] (SERIAL) II SS`: reader index and slot as two hexadecimal digits each, interface
/// and serial number only where the device has them. Other drivers write what they like, so every part is optional.
package struct ReaderName: Hashable, Sendable {
    package let text: String
    package let product: String
    package let interface: String?
    /// Personal, for it identifies one device for ever.
    package let serialNumber: String?
    /// The two groups of digits at the end, as written.
    package let suffix: String?

    package init(_ text: String) {
        self.text = text
        var words = text.split(separator: " ", omittingEmptySubsequences: false)
        if words.count > 2, words.suffix(2).allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isHexDigit) }) {
            suffix = words.suffix(2).joined(separator: " ")
            words.removeLast(2)
        } else {
            suffix = nil
        }
        var rest = words.joined(separator: " ")
        serialNumber = Self.take(between: "(", and: ")", endOf: &rest)
        interface = Self.take(between: "[", and: "]", endOf: &rest)
        product = rest
    }

    /// The name as it may be written down: the serial number is gone, the rest stands.
    package var withoutSerialNumber: String {
        guard serialNumber != nil else { return text }
        return [product, interface.map { "[\($0)]" }, suffix].compactMap(\.self).joined(separator: " ")
    }

    private static func take(between open: Character, and close: Character, endOf text: inout String) -> String? {
        guard text.last == close, let start = text.lastIndex(of: open) else { return nil }
        let content = text[text.index(after: start)...].dropLast()
        let before = text[..<start]
        guard !content.isEmpty, before.last == " " else { return nil }
        defer { text = String(before.dropLast()) }
        return String(content)
    }
}

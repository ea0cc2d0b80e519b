/// A JSON value with its members in the order in which they were given.
///
/// Small on purpose: results are written and never read here, and their order has to be the same every time.
package indirect enum JSONNode: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Int)
    case string(String)
    case array([JSONNode])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package let key: String
        package let value: JSONNode

        package init(key: String, value: JSONNode) {
            self.key = key
            self.value = value
        }
    }

    package static func keys(_ members: KeyValuePairs<String, JSONNode>) -> Self {
        .object(members.map { Member(key: $0.key, value: $0.value) })
    }

    package static func strings(_ texts: some Sequence<String>) -> Self { .array(texts.map(Self.string)) }

    package static func optional(_ text: String?) -> Self { text.map(Self.string) ?? .null }

    /// The value as indented text; arrays of plain values stay on one line.
    package func rendered() -> String {
        var text = ""
        append(to: &text, margin: "")
        return text
    }

    private func append(to text: inout String, margin: String) {
        let inner = margin + "  "
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let value): text += String(value)
        case .string(let value): text += Self.quoted(value)
        case .array(let elements) where elements.allSatisfy(\.isPlain):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += ", " }
                element.append(to: &text, margin: inner)
            }
            text += "]"
        case .array(let elements):
            text += "[\n"
            for (index, element) in elements.enumerated() {
                text += inner
                element.append(to: &text, margin: inner)
                text += index + 1 < elements.count ? ",\n" : "\n"
            }
            text += margin + "]"
        case .object(let members):
            text += members.isEmpty ? "{" : "{\n"
            for (index, member) in members.enumerated() {
                text += inner + Self.quoted(member.key) + ": "
                member.value.append(to: &text, margin: inner)
                text += index + 1 < members.count ? ",\n" : "\n" + margin
            }
            text += "}"
        }
    }

    private var isPlain: Bool {
        switch self {
        case .null, .bool, .number, .string: true
        case .array, .object: false
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

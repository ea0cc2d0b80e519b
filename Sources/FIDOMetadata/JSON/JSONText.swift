/// Writes JSON, members in the order given, so that equal values make equal text.
indirect enum JSONText {
    case string(String)
    case unsigned(UInt64)
    case list([JSONText])
    /// JSON that was written before, taken as it is.
    case raw(String)
    /// A member whose value is `nil` is left out.
    case object([(String, JSONText?)])

    var text: String {
        switch self {
        case .string(let text): Self.quoted(text)
        case .unsigned(let number): String(number)
        case .raw(let text): text
        case .list(let elements): "[\(elements.map(\.text).joined(separator: ","))]"
        case .object(let members):
            "{\(members.compactMap { name, value in value.map { "\(Self.quoted(name)):\($0.text)" } }.joined(separator: ","))}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

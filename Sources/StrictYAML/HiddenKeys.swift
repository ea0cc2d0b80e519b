/// Keys whose first letter was replaced so that the parser does not see them twice.
///
/// One scalar replaces one scalar, so every position in the changed text is a position in the file.
struct HiddenKeys {
    private var names: [YAMLPosition: String] = [:]

    /// The name that was hidden at a position.
    subscript(position: YAMLPosition) -> String? { names[position] }

    var keys: [Located<String>] { names.map { Located($0.value, at: $0.key) } }

    /// The text with the key at the position changed, or nothing when the key is not spelt there letter by letter.
    mutating func hide(_ name: String, at position: YAMLPosition, in text: String) -> String? {
        var scalars = text.unicodeScalars
        guard let start = Self.index(of: position, in: scalars), let initial = name.unicodeScalars.first else {
            return nil
        }
        var target = start
        if scalars[start] == "\"" || scalars[start] == "'" {
            target = scalars.index(after: start)
            guard target < scalars.endIndex, initial != "\\", initial != "\"", initial != "'" else { return nil }
        }
        guard scalars[target] == initial, let mask = Unicode.Scalar(0xE000 + UInt32(names.count)) else { return nil }
        scalars.replaceSubrange(target...target, with: [mask])
        names[position] = name
        return String(scalars)
    }

    private static func index(of position: YAMLPosition, in scalars: String.UnicodeScalarView) -> String.Index? {
        var cursor = LineCursor()
        for index in scalars.indices {
            if cursor.position == position { return index }
            cursor.advance(over: scalars[index])
        }
        return nil
    }
}

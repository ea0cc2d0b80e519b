/// What a YAML document says, with the text of every scalar as it was written.
///
/// Nothing is interpreted here: `24H2`, `10.0`, `1e3` and `no` stay the characters that they are, and only the reader that
/// expects a version or a truth value makes one of them.
package indirect enum YAMLTree: Hashable, Sendable {
    /// A key with nothing behind it, `~` or `null`.
    case null
    case scalar(YAMLScalar)
    case sequence([Located<YAMLTree>])
    case mapping([YAMLMember])

    /// The kind of value in words, for a message about what was found.
    package var kind: String {
        switch self {
        case .null: "nothing"
        case .scalar(let scalar): "\"\(scalar.text.excerpt)\""
        case .sequence: "a list"
        case .mapping: "a mapping of keys"
        }
    }
}

/// The text of a scalar, and whether it stood in quotes.
package struct YAMLScalar: Hashable, Sendable {
    package let text: String
    package let isQuoted: Bool

    package init(_ text: String, isQuoted: Bool) {
        self.text = text
        self.isQuoted = isQuoted
    }
}

/// One key of a mapping and its value.
package struct YAMLMember: Hashable, Sendable {
    package let key: Located<String>
    package let value: Located<YAMLTree>

    package init(key: Located<String>, value: Located<YAMLTree>) {
        self.key = key
        self.value = value
    }
}

extension String {
    /// A short form that is safe to print: a file's own bytes must not steer a terminal.
    var excerpt: String {
        var result = ""
        for (count, scalar) in unicodeScalars.enumerated() {
            guard count < 60 else { return result + "…" }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

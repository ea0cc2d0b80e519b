extension YAMLTree {
    /// Text that stays plain where no YAML reader could take it for a number, a date or a truth value.
    package static func text(_ text: String) -> Self {
        .scalar(YAMLScalar(text, isQuoted: !text.isSafePlain))
    }

    /// A number or a truth value, which is never quoted.
    package static func bare(_ value: some CustomStringConvertible) -> Self {
        .scalar(YAMLScalar(value.description, isQuoted: false))
    }

    package static func list(_ elements: [YAMLTree]) -> Self {
        .sequence(elements.map { Located($0, at: .start) })
    }

    package static func keys(_ members: [(String, YAMLTree)]) -> Self {
        .mapping(members.map { YAMLMember(key: Located($0, at: .start), value: Located($1, at: .start)) })
    }

    /// The document as block-style YAML, which reads back as an equal tree.
    package func rendered() -> String {
        var lines: [String] = []
        append(to: &lines, prefix: "", indentation: 0)
        return lines.joined(separator: "\n") + "\n"
    }

    private func append(to lines: inout [String], prefix: String, indentation: Int) {
        let margin = String(repeating: " ", count: indentation)
        switch self {
        case .null: lines.append(prefix + "~")
        case .scalar(let scalar): lines.append(prefix + scalar.rendered)
        case .sequence([]): lines.append(prefix + "[]")
        case .mapping([]): lines.append(prefix + "{}")
        case .sequence(let elements):
            if prefix.hasSuffix(": ") { lines.append(String(prefix.dropLast())) }
            for (index, element) in elements.enumerated() {
                let lead = prefix.hasSuffix("- ") && index == 0 ? prefix : margin
                element.value.append(to: &lines, prefix: lead + "- ", indentation: indentation + 2)
            }
        case .mapping(let members):
            if prefix.hasSuffix(": ") { lines.append(String(prefix.dropLast())) }
            for (index, member) in members.enumerated() {
                let lead = prefix.hasSuffix("- ") && index == 0 ? prefix : margin
                let key = YAMLScalar(member.key.value, isQuoted: !member.key.value.isSafePlain).rendered
                member.value.value.append(to: &lines, prefix: "\(lead)\(key): ", indentation: indentation + 2)
            }
        }
    }
}

extension YAMLScalar {
    fileprivate var rendered: String {
        guard isQuoted else { return text }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.properties.generalCategory == .control || (0x2028...0x2029).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension String {
    /// Whether the text needs no quotes for any reader, those that guess types included.
    fileprivate var isSafePlain: Bool {
        let reserved = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]
        guard let first = unicodeScalars.first, first.isASCII, first.properties.isAlphabetic, last != " ",
            !reserved.contains(lowercased())
        else { return false }
        return unicodeScalars.allSatisfy {
            $0.isASCII
                && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || " -_./()+".unicodeScalars.contains($0))
        }
    }
}

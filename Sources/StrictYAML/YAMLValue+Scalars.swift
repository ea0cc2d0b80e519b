package import Vocabulary

extension YAMLValue {
    /// Text as it was written, quoted or not; empty text is refused.
    package func string() -> Located<String>? {
        guard case .scalar(let scalar) = tree else {
            mismatch("text")
            return nil
        }
        guard scalar.text.contains(where: { !$0.isWhitespace }) else {
            report("\(subject) must not be empty text")
            return nil
        }
        return Located(scalar.text, at: position)
    }

    /// Text in a form that a type understands, such as a date or an AAGUID.
    ///
    /// What is expected is said in words with their article, for the message.
    package func string<Value>(as expected: String, _ convert: (String) -> Value?) -> Located<Value>? {
        guard case .scalar(let scalar) = tree, let value = convert(scalar.text) else {
            mismatch(expected)
            return nil
        }
        return Located(value, at: position)
    }

    /// One of the words of a type; another word is reported with the nearest.
    package func word<Word: YAMLKey>(_ words: Word.Type) -> Located<Word>? {
        guard case .scalar(let scalar) = tree else {
            mismatch("one word")
            return nil
        }
        guard let word = Word(rawValue: scalar.text) else {
            let known = Word.allCases.map(\.rawValue)
            let suggestion = NearestName.nearest(to: scalar.text, among: known)
            // A long list of words helps nobody who is told the one that was meant.
            let choice = suggestion == nil || known.count <= 6 ? ": one of \(known.joined(separator: ", "))" : ""
            report("\(subject) cannot be \(tree.kind)\(choice)", suggestion: suggestion)
            return nil
        }
        return Located(word, at: position)
    }

    /// A truth value: `true` or `false`, and not in quotes.
    package func boolean() -> Located<Bool>? {
        guard case .scalar(let scalar) = tree else {
            mismatch("true or false")
            return nil
        }
        switch scalar.text {
        case "true" where !scalar.isQuoted: return Located(true, at: position)
        case "false" where !scalar.isQuoted: return Located(false, at: position)
        default:
            let suggestion: String? =
                switch scalar.text.lowercased() {
                case "yes", "on", "y", "true": "true"
                case "no", "off", "n", "false": "false"
                default: nil
                }
            report("\(subject) must be true or false, not \(tree.kind)", suggestion: suggestion)
            return nil
        }
    }

    /// A whole number in decimal digits, and not in quotes.
    package func integer(in range: ClosedRange<Int>) -> Located<Int>? {
        let bounds = (range.lowerBound, range.upperBound)
        let expected = bounds.0 == bounds.1 ? "\(bounds.0)" : "a whole number from \(bounds.0) to \(bounds.1)"
        guard case .scalar(let scalar) = tree, !scalar.isQuoted, let number = Int(scalar.text), scalar.text.first != "+"
        else {
            mismatch(expected)
            return nil
        }
        guard range.contains(number) else {
            mismatch(expected)
            return nil
        }
        return Located(number, at: position)
    }

    /// Dotted numbers; never a decimal fraction.
    package func version() -> Located<Version>? {
        string(as: "a version number such as 4.1 or 138.0.3351.83") { Version($0) }
    }

    /// A day of the calendar.
    package func date() -> Located<CalendarDate>? {
        string(as: "a date such as 2024-12-20") { CalendarDate($0) }
    }

    /// A name in lower case with hyphens, as systems, rules and authenticators are named.
    package func identifier() -> Located<String>? {
        guard case .scalar(let scalar) = tree, scalar.text.isIdentifier else {
            let words = (plainText ?? "").lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
            let name = words.joined(separator: "-")
            report(
                "\(subject) must be a name of lower-case letters, digits and hyphens, not \(tree.kind)",
                suggestion: name.isIdentifier ? name : nil
            )
            return nil
        }
        return Located(scalar.text, at: position)
    }

    /// Reports each element that is equal to an earlier one, at its own place.
    package func reportRepetitions<Element: Hashable>(of elements: [Located<Element>], as noun: String) {
        var firstLines: [Element: Int] = [:]
        for element in elements {
            if let line = firstLines[element.value] {
                let name = String(describing: element.value).excerpt
                report("the \(noun) \"\(name)\" is given twice, first on line \(line)", at: element.position)
            } else {
                firstLines[element.value] = element.position.line
            }
        }
    }
}

extension String {
    fileprivate var isIdentifier: Bool {
        let isSound = utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        return isSound && (1...64).contains(utf8.count) && !hasPrefix("-") && !hasSuffix("-") && !contains("--")
    }
}

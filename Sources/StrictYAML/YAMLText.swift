/// The text of a document after the checks that need no grammar: size, encoding, characters, indentation.
struct YAMLText {
    let file: String
    let text: String

    init(bytes: [UInt8], file: String) throws(YAMLProblems) {
        func problem(_ message: String, at position: YAMLPosition = .start) -> YAMLProblem {
            YAMLProblem(file: file, position: position, message: message)
        }
        guard bytes.count <= YAMLDocument.byteLimit else {
            throw YAMLProblems([
                problem("the file has \(bytes.count) bytes, more than the \(YAMLDocument.byteLimit) that are read")
            ])
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw YAMLProblems([problem("the file is UTF-16: save it as UTF-8")])
        }
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let text = String(validating: content, as: UTF8.self) else {
            let sound = Self.soundPrefix(of: content)
            throw YAMLProblems([problem("the bytes here are not UTF-8", at: Self.end(of: sound))])
        }
        let faults = Self.faults(in: text)
        guard faults.isEmpty else {
            throw YAMLProblems(faults.map { problem($0.value, at: $0.position) })
        }
        self.file = file
        self.text = text
    }

    /// Everything before the first byte that is not UTF-8.
    private static func soundPrefix(of bytes: ArraySlice<UInt8>) -> String {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var sound = ""
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            sound.unicodeScalars.append(scalar)
        }
        return sound
    }

    private static func end(of text: String) -> YAMLPosition {
        var cursor = LineCursor()
        for scalar in text.unicodeScalars { cursor.advance(over: scalar) }
        return cursor.position
    }

    /// Tabs that indent, characters that cannot be seen, and anchors in such number that expanding them is the attack.
    private static func faults(in text: String) -> [Located<String>] {
        var faults: [Located<String>] = []
        var cursor = LineCursor()
        var previous: Unicode.Scalar = "\n"
        var isIndentation = true
        var isComment = false
        var sigil: (scalar: Unicode.Scalar, position: YAMLPosition)?
        var anchors = 0
        var aliases: [YAMLPosition] = []

        for scalar in text.unicodeScalars {
            let position = cursor.position
            if position.column == 1 {
                isIndentation = true
                isComment = false
            }
            if isIndentation, scalar == "\t" {
                faults.append(Located("a tab indents this line: use spaces", at: position))
                isIndentation = false
            } else if isUnseen(scalar) {
                let name = "U+" + String(scalar.value, radix: 16, uppercase: true)
                faults.append(Located("the character \(name) is not allowed here", at: position))
            }
            if let mark = sigil, isAnchorName(scalar) {
                if mark.scalar == "&" { anchors += 1 } else { aliases.append(mark.position) }
            }
            if scalar == "#", isIndentation { isComment = true }
            let mayStart = !isAnchorName(previous) && !isComment
            sigil = mayStart && (scalar == "&" || scalar == "*") ? (scalar, position) : nil
            if scalar != " " { isIndentation = false }
            previous = scalar
            cursor.advance(over: scalar)
        }
        // Few aliases are found where they stand once the text is composed. Many could multiply the document beyond
        // what memory holds while it is composed, so they are refused before.
        if anchors > 0, aliases.count > 4, let first = aliases.first {
            faults.append(Located(YAMLComposer.noAnchors, at: first))
        }
        return faults
    }

    private static func isAnchorName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
        default: false
        }
    }

    /// Control characters, and the line breaks of Unicode at which editors and YAML disagree about what a line is.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}

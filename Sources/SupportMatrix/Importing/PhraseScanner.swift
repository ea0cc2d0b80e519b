/// Reads names of operating systems and browsers from a text, word by word.
struct PhraseScanner {
    private struct Word {
        let text: String
        let lowercased: String
        let mark: Int?
    }

    private let words: [Word]
    private var position = 0

    init(_ text: String) {
        words = text.withPlainSpaces.split(separator: " ")
            .map { word in
                var trimmed = word
                while let last = trimmed.last, ",;•".contains(last) { trimmed.removeLast() }
                let (name, mark) = NamePhrase.unmarked(String(trimmed))
                return Word(text: name, lowercased: name.lowercased(), mark: mark)
            }
    }

    var isAtEnd: Bool { !words[position...].contains { !Self.isConnector($0) } }

    /// The next name; nil where the next word begins none, which is then not passed over.
    mutating func next() -> NamePhrase? {
        while position < words.count, Self.isConnector(words[position]) { position += 1 }
        let start = position
        guard let (meaning, isMisspelt) = operatingSystem() ?? browser() else {
            position = start
            return nil
        }
        var mark = words[start..<position].compactMap(\.mark).last
        let text = words[start..<position].map(\.text).filter { !$0.isEmpty }.joined(separator: " ")
        // A mark that stands apart is a word of its own with nothing before the bracket.
        if mark == nil, position < words.count, words[position].text.isEmpty, let number = words[position].mark {
            mark = number
            position += 1
        }
        return NamePhrase(meaning: meaning, text: text, mark: mark, isMisspelt: isMisspelt)
    }

    private static func isConnector(_ word: Word) -> Bool {
        word.mark == nil && ["", "and", "or", "&", "•", "-"].contains(word.lowercased)
    }

    private mutating func accept(_ expected: String...) -> Bool {
        guard position + expected.count <= words.count,
            zip(words[position...], expected).allSatisfy({ $0.lowercased == $1 })
        else { return false }
        position += expected.count
        return true
    }

    private mutating func number() -> ReleaseName? {
        guard position < words.count else { return nil }
        let release = ReleaseName(words[position].text)
        guard release.major != nil else { return nil }
        position += 1
        return release
    }

    private mutating func bound() -> NamePhrase.Bound {
        for word in ["earlier", "below", "older", "lower"] where accept("and", word) || accept("or", word) {
            return .andEarlier
        }
        for word in ["above", "later", "newer", "higher"] where accept("and", word) || accept("or", word) {
            return .andLater
        }
        return .exactly
    }

    private mutating func operatingSystem() -> (NamePhrase.Meaning, isMisspelt: Bool)? {
        let start = position
        var isMisspelt = false
        var family: OperatingSystemFamily?
        if accept("windows") {
            family = .windows
        } else if accept("window") {
            (family, isMisspelt) = (.windows, true)
        } else if accept("macos") || accept("mac", "os") {
            family = .macOS
        } else if accept("ipados") || accept("ipad", "os") {
            family = .iPadOS
        } else if accept("chromeos") || accept("chrome", "os") {
            family = .chromeOS
        } else if accept("linux") {
            family = .linux
        } else if accept("android") {
            family = .android
        }
        guard let family else { return nil }
        let version = number()
        // "Windows Hello" is no operating system, and neither is "Window" on its own.
        if family == .windows, version == nil {
            position = start
            return nil
        }
        return (.operatingSystem(family, version, bound()), isMisspelt)
    }

    private mutating func browser() -> (NamePhrase.Meaning, isMisspelt: Bool)? {
        if accept("microsoft", "edge") || accept("edge") {
            if accept("(ie", "mode)") || accept("ie", "mode") {
                return (.browser(product: "edge", isInternetExplorerMode: true, newest: nil), false)
            }
            _ = accept("(native)") || accept("native")
            return (.browser(product: "edge", isInternetExplorerMode: false, newest: nil), false)
        }
        if accept("google", "chrome") || accept("chrome") {
            return (.browser(product: "chrome", isInternetExplorerMode: false, newest: nil), false)
        }
        if accept("mozilla", "firefox") || accept("firefox") {
            return (.browser(product: "firefox", isInternetExplorerMode: false, newest: nil), false)
        }
        if accept("safari") {
            return (.browser(product: "safari", isInternetExplorerMode: false, newest: nil), false)
        }
        return internetExplorer().map { ($0, false) }
    }

    private mutating func internetExplorer() -> NamePhrase.Meaning? {
        let start = position
        var newest: ReleaseName?
        if accept("internet", "explorer") || accept("ie") {
            newest = number()
        } else if position < words.count, words[position].lowercased.hasPrefix("ie") {
            let release = ReleaseName(String(words[position].text.dropFirst(2)))
            guard release.major != nil else { return nil }
            position += 1
            newest = release
        }
        guard let newest else {
            position = start
            return nil
        }
        _ = bound()
        return .browser(product: "internet-explorer", isInternetExplorerMode: false, newest: newest)
    }
}

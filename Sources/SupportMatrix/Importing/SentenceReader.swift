import StrictYAML
import Vocabulary

/// Recognises the sentences of the page that state a rule.
///
/// Each sentence is known by its own few words rather than by its wording, so that an edited page is still read; a
/// sentence that fits none is reported, not interpreted.
struct SentenceReader {
    let lexicon: Edition
    var facts = PageFacts()

    /// What the sentence was taken to mean, or nil.
    mutating func read(_ sentence: String, under mark: FootnoteMark?) -> String? {
        // No sentence that states a rule is as long as this; a page of garbage is one long line.
        guard sentence.utf8.count <= 2000 else { return nil }
        let text = Wording(sentence)
        return general(text) ?? software(text, mark) ?? limits(sentence, text, mark) ?? devices(sentence, text, mark)
    }

    private mutating func general(_ text: Wording) -> String? {
        if text.contains("(iot)") || text.contains("internet of things"), text.contains("not supported") {
            facts.excludesInternetOfThings = true
            return "Windows IoT editions are excluded"
        }
        if text.contains("private browsing"), text.contains("unsupported") || text.contains("not supported") {
            facts.forbidsPrivateBrowsing = true
            return "private browsing is excluded"
        }
        if text.contains("smartcard printer drivers") {
            facts.namesCardPrinters = true
            return "smartcard printer drivers are a dimension of the page"
        }
        if text.contains("cannot be held liable") || text.contains("may choose to use"), text.contains("other") {
            var families: Set<OperatingSystemFamily> = []
            if text.contains("chromebook") || text.contains("chromeos") { families.insert(.chromeOS) }
            if text.contains("android") { families.insert(.android) }
            if text.contains("linux") { families.insert(.linux) }
            facts.ownRisk = (families, text.contains("other browsers"))
            return "outside the warranty, at an organisation's own risk"
        }
        return nil
    }

    private mutating func software(_ text: Wording, _ mark: FootnoteMark?) -> String? {
        for rule in lexicon.rules {
            switch rule.kind {
            case .requiredSoftware(let software) where text.contains(software.name.lowercased()):
                guard text.contains("require") || text.contains("using") || text.contains("must") else { continue }
                add(browsers(in: text.text), mark, to: &facts.requiredSoftware[software.id])
                return "\(software.name) is required"
            case .retiredSoftware(let software) where text.contains("retired"):
                let name = software.name.lowercased().replacing("the ", with: "").replacing("nhs ", with: "")
                guard text.contains(name) else { continue }
                add(browsers(in: text.text), mark, to: &facts.retiredSoftware[software.id])
                return "\(software.name) is Retired"
            default: continue
            }
        }
        return nil
    }

    private func add(_ products: [String], _ mark: FootnoteMark?, to stated: inout PageFacts.Stated<[String]>?) {
        var value = stated ?? PageFacts.Stated(value: [], footnotes: [])
        value.value += products.filter { !value.value.contains($0) }
        if let mark, !value.footnotes.contains(mark) { value.footnotes.append(mark) }
        stated = value
    }

    /// The products that a sentence names, such as both of "Chrome/Edge".
    private func browsers(in text: String) -> [String] {
        let words = text.split { !$0.isLetter }.map(String.init)
        return ["edge", "chrome", "firefox", "safari"].filter(words.contains)
    }

    private mutating func limits(_ sentence: String, _ text: Wording, _ mark: FootnoteMark?) -> String? {
        if text.contains("latest supported version of"), let (_, phrase, rest) = Self.firstName(in: sentence),
            case .operatingSystem(let family, let version, _) = phrase.meaning
        {
            for word in rest.split(separator: " ") {
                var name = word.last == "." ? String(word.dropLast()) : String(word)
                if name.lowercased().hasPrefix("v") { name.removeFirst() }
                let release = ReleaseName(name)
                guard release.isNewer(than: release) != nil else { continue }
                facts.ceilings.append((family, version, release, mark))
                return "nothing newer than \(release) has been tested"
            }
        }
        if text.contains("no newer versions"), text.contains("tested") { return "said already by the ceiling" }
        if text.contains("within"), text.contains("releases of the current"), text.contains("recommended") {
            let words = text.text.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
            let count = words.lazy.compactMap { Self.number($0) }.first
            let system = lexicon.systems.first { system in
                ([system.name] + system.aliases).contains { text.contains("for \($0.lowercased()) ") }
            }
            guard let count, let system, let product = browsers(in: text.text).first else { return nil }
            facts.windows.append((system.id, product, count, mark))
            return "\(product) has to be within \(count) releases for \(system.name)"
        }
        return nil
    }

    private mutating func devices(_ sentence: String, _ text: Wording, _ mark: FootnoteMark?) -> String? {
        if text.contains("managed"), text.contains("mdm") || text.contains("mobile device management") {
            facts.managedDevice = PageFacts.Stated(value: (), footnotes: mark.map { [$0] } ?? [])
            return "the device has to be managed"
        }
        if text.contains("fido"), text.contains("certified"), text.contains("level") {
            let words = text.text.split { !($0.isLetter || $0.isNumber || $0 == "+") }.map(String.init)
            guard let index = words.firstIndex(of: "level"), index + 1 < words.count,
                let level = CertificationLevel(rawValue: "L\(words[index + 1])")
            else { return nil }
            facts.certification = PageFacts.Stated(value: level, footnotes: mark.map { [$0] } ?? [])
            return "FIDO certification at \(level.name)"
        }
        if let offset = text.position(of: " is also supported") {
            let name = String(decoding: sentence.utf8.prefix(offset), as: UTF8.self).withPlainSpaces
            guard let mark, let host = hosts[mark] else { return nil }
            facts.alsoSupported.append((name, host, mark))
            return "\(name) is supported beside \(host)"
        }
        if text.text.hasSuffix(" is recommended."), let mark {
            hosts[mark] = String(sentence.dropLast(" is recommended.".count)).withPlainSpaces
            return "the recommended one of a row"
        }
        return nil
    }

    /// What a footnote has called recommended, for a sentence that goes on to name another.
    private var hosts: [FootnoteMark: String] = [:]

    init(lexicon: Edition) {
        self.lexicon = lexicon
    }

    private static func firstName(in text: String) -> (lead: String, phrase: NamePhrase, rest: String)? {
        let words = text.withPlainSpaces.split(separator: " ")
        for start in words.indices {
            var scanner = PhraseScanner(words[start...].joined(separator: " "))
            guard let phrase = scanner.next() else { continue }
            let length = phrase.text.split(separator: " ").count
            return (
                words[..<start].joined(separator: " "), phrase,
                words[(start + length)...].joined(separator: " ")
            )
        }
        return nil
    }

    private static func number(_ word: String) -> Int? {
        let words = [
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen",
            "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
        ]
        return Int(word) ?? words.firstIndex(of: word).map { $0 + 1 }
    }
}

/// A sentence in lower case for looking up phrases in it.
///
/// A page may be megabytes of anything, and each sentence is asked for a dozen phrases; comparing bytes keeps that
/// linear and quick, where comparing characters would not.
struct Wording {
    let text: String
    private let bytes: [UInt8]

    init(_ sentence: String) {
        text = sentence.lowercased()
        bytes = Array(text.utf8)
    }

    func contains(_ phrase: String) -> Bool { position(of: phrase) != nil }

    /// How many bytes stand before a phrase.
    func position(of phrase: String) -> Int? {
        let phrase = Array(phrase.utf8)
        guard let first = phrase.first, phrase.count <= bytes.count else { return nil }
        for start in 0...(bytes.count - phrase.count) where bytes[start] == first {
            var length = 1
            while length < phrase.count, bytes[start + length] == phrase[length] { length += 1 }
            if length == phrase.count { return start }
        }
        return nil
    }
}

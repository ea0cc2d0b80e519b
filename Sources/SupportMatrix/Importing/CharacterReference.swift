/// Decodes the character references that saved pages hold.
enum CharacterReference {
    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "lsquo": "‘", "rsquo": "’",
        "ldquo": "“", "rdquo": "”", "ndash": "–", "mdash": "—", "bull": "•", "hellip": "…", "copy": "©", "pound": "£",
    ]

    /// The text for what stands between `&` and `;`, or nil for a name that is not known.
    static func text(of body: some Sequence<UInt8>) -> String? {
        let name = String(decoding: Array(body), as: UTF8.self)
        guard name.hasPrefix("#") else { return named[name] }
        let digits = name.dropFirst()
        let number = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let number, let scalar = Unicode.Scalar(number) else { return nil }
        return String(scalar)
    }
}

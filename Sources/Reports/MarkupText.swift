/// Text inside XML and HTML.
enum MarkupText {
    /// With the five characters of markup escaped; what XML 1.0 (2.2) cannot hold at all becomes `�`.
    static func escaped(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;".utf8
            case "<": result += "&lt;".utf8
            case ">": result += "&gt;".utf8
            case "\"": result += "&quot;".utf8
            case "'": result += "&#39;".utf8
            case "\t", "\n", "\r": result += "\(scalar)".utf8
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}".utf8
            default: result += UTF8.encode(scalar).map(Array.init) ?? []
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

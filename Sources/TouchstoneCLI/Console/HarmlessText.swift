/// Text that a terminal shows and does not obey.
///
/// A device's name is what its maker, or its attacker, put into a USB string. Control characters become `�`, but for line
/// breaks and for the colours that we set ourselves.
enum HarmlessText {
    static func of(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        guard scalars.contains(where: isControl) else { return text }
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let rest = scalars[(index + 1)...]
            // CSV ends its lines with both (RFC 4180, 2).
            let isOurs =
                scalar == "\n" || scalar == "\r" && rest.first == "\n" || scalar == "\u{1B}" && isColour(rest)
            result.append(isControl(scalar) && !isOurs ? "\u{FFFD}" : scalar)
        }
        return String(result)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
    }

    /// `[`, digits, `m`: the only sequence that we write.
    private static func isColour(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard rest.first == "[" else { return false }
        let digits = rest.dropFirst().prefix { ("0"..."9").contains($0) }
        return digits.count <= 2 && rest.dropFirst(1 + digits.count).first == "m"
    }
}

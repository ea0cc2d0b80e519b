/// A pattern in which `*` stands for any text; compared without regard to case.
package struct WildcardPattern: Hashable, Sendable {
    private let parts: [String]

    package init(_ text: String) {
        parts = text.lowercased().split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    }

    /// Whether the whole of the text fits.
    package func matches(_ text: String) -> Bool {
        let text = text.lowercased()
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return text == parts.first }
        guard text.hasPrefix(first) else { return false }
        var rest = text.dropFirst(first.count)
        // Taking each middle part at its earliest place leaves the most room for those behind it.
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}

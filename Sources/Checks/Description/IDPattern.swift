/// A check's id, or a pattern with `*` for any run of characters.
package struct IDPattern: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ text: String) { description = text }

    package func matches(_ id: CheckID) -> Bool { matches(text: id.rawValue) }

    /// Whether another text than an id fits, such as a check's reason.
    package func matches(text: String) -> Bool {
        Self.matches(Array(description.utf8)[...], Array(text.utf8)[...])
    }

    /// Takes each star for as little as will do, and for more where that fails later.
    private static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        var (pattern, text) = (pattern, text)
        var retry: (pattern: ArraySlice<UInt8>, text: ArraySlice<UInt8>)?
        while true {
            if pattern.first == UInt8(ascii: "*") {
                pattern = pattern.dropFirst()
                retry = (pattern, text)
            } else if let first = text.first, pattern.first == first {
                (pattern, text) = (pattern.dropFirst(), text.dropFirst())
            } else if text.isEmpty, pattern.isEmpty {
                return true
            } else if let last = retry, !last.text.isEmpty {
                retry = (last.pattern, last.text.dropFirst())
                (pattern, text) = (last.pattern, last.text.dropFirst())
            } else {
                return false
            }
        }
    }
}

/// An entry that could not be used, and why; every other entry of the BLOB lives.
package struct RejectedEntry: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where the entry stood in the payload's `entries`.
    package let index: Int
    /// The JSON path of what made it unusable.
    package let path: String
    package let reason: String
    /// What the entry called itself, as far as that could be read.
    package let name: String?

    package var description: String {
        name.map { "\(path) (\($0)): \(reason)" } ?? "\(path): \(reason)"
    }
}

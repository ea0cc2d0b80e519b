/// Why the virtual bench could not do what it was asked to.
package struct BenchError: Error, Hashable, CustomStringConvertible {
    /// Whose move it is.
    package enum Kind: String, Sendable {
        /// The machine lacks something: a package, user namespaces, a readable build folder.
        case unavailable
        /// The request makes no sense on this bench as it stands.
        case request
        /// Something that should have worked did not.
        case failed
    }

    package let kind: Kind
    package let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}

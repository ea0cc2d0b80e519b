/// Why a bundle, a key or a list of keys cannot be used.
package struct EvidenceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of trouble it is, as programs tell it apart.
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        /// Nothing has that name.
        package static let missing = Self(rawValue: "no-such-file")
        /// Something has that name already.
        package static let exists = Self(rawValue: "exists")
        /// The bytes are not what they should be.
        package static let malformed = Self(rawValue: "bad-bundle")
        package static let badKey = Self(rawValue: "bad-key")
        /// Larger than any bundle is.
        package static let tooLarge = Self(rawValue: "too-large")
        /// Written by a later release.
        package static let unsupportedVersion = Self(rawValue: "unsupported-version")
        package static let inputOutput = Self(rawValue: "file")
        /// A private key that others may read.
        package static let exposedKey = Self(rawValue: "exposed-key")
    }

    package let code: Code
    /// The file concerned, or the bundle's name.
    package let path: String
    package let problem: String
    package let remedy: String?

    package init(_ code: Code, path: String, _ problem: String, remedy: String? = nil) {
        self.code = code
        self.path = path
        self.problem = problem
        self.remedy = remedy
    }

    package var description: String { "\(path): \(problem)" }
}

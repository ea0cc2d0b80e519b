package import StrictYAML

/// A piece of software that is installed, as far as it is known.
package struct Installation: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case version, sha256
    }

    package let version: Located<Version>?
    /// The digest of the installer or of the program, in lower case.
    package let sha256: Located<String>?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        version = keys[.version]?.version()
        sha256 = keys[.sha256]?.sha256()
    }
}

package import StrictYAML

/// The Identity Agent, which logs a person out when the card is pulled.
package struct IdentityAgent: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case version, mode, sha256
    }

    package enum Mode: String, CaseIterable, Sendable {
        case normal
        case enhancedNormal = "enhanced-normal"
        case sessionPersistence = "session-persistence"
        case mobility
    }

    package let version: Located<Version>?
    package let mode: Located<Mode>?
    package let sha256: Located<String>?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        version = keys[.version]?.version()
        mode = keys[.mode]?.word(Mode.self)
        sha256 = keys[.sha256]?.sha256()
    }
}

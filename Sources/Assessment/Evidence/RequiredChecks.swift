package import KioskBuild
package import SupportMatrix

/// Which checks a build has to pass against an edition: those that bear on what its authenticators are used for.
///
/// A sign-in takes a key whose transport and announcements a client can rely on, and a card that comes up and tells no
/// two things by one answer. All of them only read, so a certification needs no hand for them.
package struct RequiredChecks: Hashable, Sendable {
    /// What every security key is held to.
    static let key = [
        "hid.init", "hid.ping", "gi.shape", "gi.canonical", "gi.versions", "gi.aaguid", "gi.options", "gi.algs",
    ]
    /// What it is held to besides where the edition asks for a certification: the claim has to be one that there is.
    static let certifiedKey = ["gi.firmware", "gi.certs"]
    /// What every card in a reader is held to.
    static let card = ["atr.syntax", "atr.tck", "atr.proto", "pr.active", "ap.sel-none"]

    /// What every run of checks watches besides; nobody asks for it, and its failure counts all the same.
    static func watch(_ kind: ObservedDevice.Kind) -> String {
        switch kind {
        case .securityKey: "run.tries"
        case .reader: "run.card-tries"
        }
    }

    /// By kind of authenticator, each list in the order of the tables above.
    private let byKind: [ObservedDevice.Kind: [String]]

    /// What a build needs, by the rows that an edition has for its authenticators.
    package init(of build: BuildManifest, against edition: Edition) {
        self.init(ClientDescription(build).authenticators, Assessor(edition: edition))
    }

    init(_ authenticators: [String], _ assessor: Assessor) {
        let edition = assessor.edition
        let kinds = authenticators.compactMap { assessor.authenticatorIndex($0) }
            .map { edition.authenticators[$0].kind }
        let asksForLevel = edition.rules.contains { rule in
            if case .certificationLevel = rule.kind { true } else { false }
        }
        var byKind: [ObservedDevice.Kind: [String]] = [:]
        if kinds.contains(.securityKey) { byKind[.securityKey] = Self.key + (asksForLevel ? Self.certifiedKey : []) }
        if kinds.contains(.smartcard) { byKind[.reader] = Self.card }
        self.byKind = byKind
    }

    func ids(_ kind: ObservedDevice.Kind) -> [String] { byKind[kind] ?? [] }

    /// All of them.
    package var ids: [String] { ids(.securityKey) + ids(.reader) }
}

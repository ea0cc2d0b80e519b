package import StrictYAML

/// A way of signing in that people on this build use.
///
/// Written as its name alone, or with what is known of it.
package struct AuthenticatorInUse: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case id, models, tpm, aaguid, version
    }

    /// What CIS2 offers, whether or not an edition lists it.
    package enum Kind: String, CaseIterable, Sendable {
        case smartcards
        case securityKeys = "security-keys"
        case windowsHello = "windows-hello"
        case cis2iPadApp = "cis2-ipad-app"
        case microsoftAuthenticator = "microsoft-authenticator"
        case googleAuthenticator = "google-authenticator"
        case passkeys
        case nhsNetConnect = "nhs-net-connect"

        /// The keys that say something about this kind.
        package var keys: Set<Key> {
            switch self {
            case .smartcards, .passkeys, .nhsNetConnect: [.id]
            case .securityKeys: [.id, .models]
            case .windowsHello: [.id, .tpm, .aaguid]
            case .cis2iPadApp, .microsoftAuthenticator, .googleAuthenticator: [.id, .version]
            }
        }
    }

    /// What keeps the keys of Windows Hello.
    package enum TrustedPlatformModule: String, CaseIterable, Sendable {
        case hardware, firmware, virtual, absent
    }

    package let kind: Located<Kind>
    /// The security keys that are handed out.
    package let models: [SecurityKeyModel]?
    package let tpm: Located<TrustedPlatformModule>?
    package let aaguid: Located<String>?
    package let version: Located<Version>?

    init?(reading value: YAMLValue) {
        guard value.plainText == nil else {
            guard let kind = value.word(Kind.self) else { return nil }
            self.kind = kind
            (models, tpm, aaguid, version) = (nil, nil, nil, nil)
            return
        }
        guard let keys = value.mapping(Key.self) else { return nil }
        models = keys[.models]?.list(nonEmpty: true, of: SecurityKeyModel.init(reading:))
        tpm = keys[.tpm]?.word(TrustedPlatformModule.self)
        aaguid = keys[.aaguid]?.aaguid()
        version = keys[.version]?.version()
        guard let kind = keys.required(.id)?.word(Kind.self) else { return nil }
        self.kind = kind
        let foreign = Key.allCases.filter { !kind.value.keys.contains($0) }
        keys.refuse(foreign, because: "this says nothing about \(kind.value.rawValue)")
    }

    static func list(reading value: YAMLValue) -> [Self]? {
        let authenticators = value.list(nonEmpty: true, of: Self.init(reading:))
        value.reportRepetitions(of: (authenticators ?? []).map { $0.kind.map(\.rawValue) }, as: "authenticator")
        return authenticators
    }
}

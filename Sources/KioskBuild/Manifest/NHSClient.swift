package import StrictYAML

/// The NHS client software on the build.
package struct NHSClient: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        case credentialManagement = "credential-management"
        case identityAgent = "identity-agent"
        case smartcardConnect = "smartcard-connect"
        case portService = "port-service"
        case chromeExtension = "chrome-extension"
        case dotNETFramework = "dotnet-framework"
        case minimumTLS = "minimum-tls"
    }

    /// The Windows service through which pages reach Credential Management.
    package enum PortService: String, CaseIterable, Sendable {
        case running, stopped, absent
    }

    package let credentialManagement: Located<Presence<Installation>>?
    package let identityAgent: Located<Presence<IdentityAgent>>?
    /// Whether Smartcard Connect, which newer Credential Management brings along, is in use.
    package let smartcardConnect: Located<Bool>?
    package let portService: Located<PortService>?
    /// The retired extension for Chrome.
    package let chromeExtension: Located<Presence<Installation>>?
    package let dotNETFramework: Located<Version>?
    package let minimumTLS: Located<Version>?

    init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        credentialManagement = keys[.credentialManagement]?.presence(Installation.init(reading:))
        identityAgent = keys[.identityAgent]?.presence(IdentityAgent.init(reading:))
        smartcardConnect = keys[.smartcardConnect]?.boolean()
        portService = keys[.portService]?.word(PortService.self)
        chromeExtension = keys[.chromeExtension]?.presence(Installation.init(reading:))
        dotNETFramework = keys[.dotNETFramework]?.version()
        minimumTLS = keys[.minimumTLS]?.version()
    }
}

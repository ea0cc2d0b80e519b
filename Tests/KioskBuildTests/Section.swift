import KioskBuild
import Testing

/// One mapping of the manifest: its keys in the decoder, its name in the schema, its place in the template.
struct Section: CustomTestStringConvertible {
    /// The name below `$defs`; nothing for the whole.
    let definition: String?
    let template: String?
    let keys: [String]

    var testDescription: String { definition ?? "the whole" }

    private init<Key: RawRepresentable<String> & CaseIterable>(
        _ definition: String?,
        _ template: String?,
        _ keys: Key.Type
    ) {
        self.definition = definition
        self.template = template
        self.keys = Key.allCases.map(\.rawValue)
    }

    static let all: [Self] = [
        Self(nil, "", BuildManifest.Key.self),
        Self("assessment", "assessment", AssessmentIdentity.Key.self),
        Self("os", "os", OperatingSystem.Key.self),
        Self("browser", "browsers[]", Browser.Key.self),
        Self("policies", "browsers[].policies", BrowserPolicies.Key.self),
        Self("extension", "browsers[].extensions[]", BrowserExtension.Key.self),
        Self("nhs-client", "nhs-client", NHSClient.Key.self),
        Self("installation", "nhs-client.credential-management", Installation.Key.self),
        Self("identity-agent", "nhs-client.identity-agent", IdentityAgent.Key.self),
        Self("smartcard-stack", "smartcard-stack", SmartcardStack.Key.self),
        Self("reader", "smartcard-stack.readers[]", ReaderModel.Key.self),
        Self("authenticator", "authenticators[]", AuthenticatorInUse.Key.self),
        Self("security-key", "authenticators[].models[]", SecurityKeyModel.Key.self),
        Self("management", "management", Management.Key.self),
        Self("device-management", "management.mdm", DeviceManagement.Key.self),
        Self("virtualisation", "virtualisation", Virtualisation.Key.self),
        Self("network", "network", Network.Key.self),
        Self("printer", "printer", Printer.Key.self),
        Self("mobile", "mobile", Mobile.Key.self),
        Self("reference", "reference", ReferenceValues.Key.self),
        Self("milestone", "reference.chrome-stable", StableMilestone.Key.self),
    ]
}

/// One set of words: what the decoder takes, and where the schema lists it.
struct Vocabulary: CustomTestStringConvertible {
    let definition: String
    let property: String
    let words: [String]

    var testDescription: String { "\(definition).\(property)" }

    private init<Word: RawRepresentable<String> & CaseIterable>(
        _ definition: String,
        _ property: String,
        _ words: Word.Type
    ) {
        self.definition = definition
        self.property = property
        self.words = Word.allCases.map(\.rawValue)
    }

    static let all: [Self] = [
        Self("os", "family", OperatingSystem.Family.self),
        Self("os", "edition-id", WindowsEditionID.self),
        Self("os", "architecture", OperatingSystem.Architecture.self),
        Self("os", "servicing-channel", OperatingSystem.ServicingChannel.self),
        Self("os", "shell", OperatingSystem.Shell.self),
        Self("browser", "product", Browser.Product.self),
        Self("browser", "channel", Browser.Channel.self),
        Self("browser", "mode", Browser.Mode.self),
        Self("nhs-client", "port-service", NHSClient.PortService.self),
        Self("identity-agent", "mode", IdentityAgent.Mode.self),
        Self("authenticator", "id", AuthenticatorInUse.Kind.self),
        Self("authenticator", "tpm", AuthenticatorInUse.TrustedPlatformModule.self),
        Self("management", "domain", Management.Domain.self),
        Self("virtualisation", "kind", Virtualisation.Kind.self),
        Self("network", "connection", Network.Connection.self),
        Self("network", "proxy", Network.Proxy.self),
    ]
}

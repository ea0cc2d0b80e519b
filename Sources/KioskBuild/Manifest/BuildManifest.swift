package import StrictYAML

/// What a lab certifies: one kiosk build, as the engineer describes it.
///
/// A value that is not in the file is `nil` and stays so: an assessment that needs it finds the evidence missing, and nothing
/// is filled in with what is usual. Each value knows its line, because a verdict cites it.
package struct BuildManifest: Hashable, Sendable {
    /// The only format there has been.
    package static let format = 1

    package enum Key: String, CaseIterable, Sendable {
        case format, assessment, os, browsers
        case nhsClient = "nhs-client"
        case smartcardStack = "smartcard-stack"
        case authenticators, systems, management, virtualisation, network, printer, mobile, reference
    }

    package let assessment: AssessmentIdentity
    package let os: OperatingSystem
    package let browsers: [Browser]
    package let nhsClient: NHSClient?
    package let smartcardStack: SmartcardStack?
    package let authenticators: [AuthenticatorInUse]
    /// The systems that the build must reach, by their ids in the edition; which ids exist, only an edition knows.
    package let systems: [Located<String>]
    package let management: Management?
    package let virtualisation: Virtualisation?
    package let network: Network?
    package let printer: Located<Presence<Printer>>?
    package let mobile: Mobile?
    package let reference: ReferenceValues?

    /// Reads a manifest and refuses it with everything that is wrong.
    ///
    /// - Throws: the faults of the YAML, or else every unknown key, wrong type and impossible value.
    package init(reading document: YAMLDocument) throws(YAMLProblems) {
        self = try document.read { Self(reading: $0) }
    }

    /// Reads a manifest from the bytes of a file.
    ///
    /// - Throws: as reading a document does.
    package init(bytes: [UInt8], file: String) throws(YAMLProblems) {
        try self.init(reading: YAMLDocument(bytes: bytes, file: file))
    }

    private init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        _ = keys.required(.format)?.integer(in: Self.format...Self.format)
        let assessment = keys.required(.assessment).flatMap(AssessmentIdentity.init(reading:))
        let os = keys.required(.os).flatMap(OperatingSystem.init(reading:))
        let browsers = keys.required(.browsers).flatMap(Browser.list(reading:))
        nhsClient = keys[.nhsClient].flatMap(NHSClient.init(reading:))
        smartcardStack = keys[.smartcardStack].flatMap(SmartcardStack.init(reading:))
        let authenticators = keys.required(.authenticators).flatMap(AuthenticatorInUse.list(reading:))
        let systems = keys.required(.systems).flatMap(Self.systems(reading:))
        management = keys[.management].flatMap(Management.init(reading:))
        virtualisation = keys[.virtualisation].flatMap(Virtualisation.init(reading:))
        network = keys[.network].flatMap(Network.init(reading:))
        printer = keys[.printer]?.presence(Printer.init(reading:))
        mobile = keys[.mobile].flatMap(Mobile.init(reading:))
        reference = keys[.reference].flatMap(ReferenceValues.init(reading:))
        guard let assessment, let os, let browsers, let authenticators, let systems else { return nil }
        self.assessment = assessment
        self.os = os
        self.browsers = browsers
        self.authenticators = authenticators
        self.systems = systems
    }

    private static func systems(reading value: YAMLValue) -> [Located<String>]? {
        let systems = value.list(nonEmpty: true) { $0.identifier() }
        value.reportRepetitions(of: systems ?? [], as: "system")
        return systems
    }
}

package import KioskBuild
import StrictYAML
import SupportMatrix
import Vocabulary

extension ClientDescription {
    /// What a build manifest says, as far as a rule may ask for it.
    package init(_ build: BuildManifest) {
        self.init(
            operatingSystem: OperatingSystemIdentity(build.os),
            browsers: build.browsers.map { Browser(name: Self.name(of: $0), identity: BrowserIdentity($0)) },
            systems: build.systems.map(\.value),
            authenticators: build.authenticators.map(\.kind.value.rawValue),
            software: Self.software(of: build),
            keyModels: build.authenticators.compactMap(\.models).joined()
                .map {
                    KeyModel(
                        name: $0.name.value,
                        aaguid: $0.aaguid?.value,
                        firmware: $0.firmware?.value.description
                    )
                },
            windowsHello: Self.windowsHello(of: build),
            isManaged: build.management?.mdm.map { $0.value.details != nil },
            cardPrinters: Self.cardPrinters(of: build),
            cardSeries: (build.smartcardStack?.cardSeries ?? []).compactMap { Int($0.value.rawValue) },
            references: Self.references(of: build),
            positions: Self.positions(in: build)
        )
    }

    /// A name that tells the browsers of one build apart: `Edge`, `Edge (IE mode)`, `Chrome (beta)`.
    private static func name(of browser: KioskBuild.Browser) -> String {
        let product = BrowserIdentity(product: browser.product.value.rawValue).name
        var remarks: [String] = []
        if browser.mode?.value == .ieMode { remarks.append("IE mode") }
        if let channel = browser.channel?.value, channel != .stable { remarks.append(channel.rawValue) }
        return remarks.isEmpty ? product : "\(product) (\(remarks.joined(separator: ", ")))"
    }

    private static func software(of build: BuildManifest) -> [String: SoftwarePresence] {
        var software: [String: SoftwarePresence] = [:]
        let client = build.nhsClient
        software["nhs-credential-management"] = client?.credentialManagement.map { presence($0.value) { $0.version } }
        software["nhs-identity-agent"] = client?.identityAgent.map { presence($0.value) { $0.version } }
        software["nhs-chrome-extension"] = client?.chromeExtension.map { presence($0.value) { $0.version } }
        software["nhs-smartcard-connect"] = client?.smartcardConnect
            .map {
                $0.value ? .present(version: nil) : .absent
            }
        for card in build.smartcardStack?.virtualSmartcards ?? [] {
            software["virtual-smartcard-\(card.value.rawValue)"] = .present(version: nil)
        }
        let stack = build.smartcardStack
        software["oberthur-middleware"] = stack?.oberthurMiddleware.map { presence($0.value) { $0.version } }
        software["gemalto-middleware"] = stack?.gemaltoMiddleware.map { presence($0.value) { $0.version } }
        return software
    }

    private static func presence<Details>(
        _ presence: Presence<Details>,
        _ version: (Details) -> Located<Version>?
    ) -> SoftwarePresence {
        switch presence {
        case .absent: .absent
        case .present(let details): .present(version: version(details)?.value.description)
        }
    }

    private static func windowsHello(of build: BuildManifest) -> WindowsHello {
        let hello = build.authenticators.first { $0.kind.value == .windowsHello }
        return WindowsHello(
            tpm: hello?.tpm?.value.rawValue,
            kind: hello?.aaguid.flatMap { WindowsHelloKind(aaguid: $0.value) }
        )
    }

    /// Printers that issue cards; one that says it does not is no concern of the page.
    private static func cardPrinters(of build: BuildManifest) -> [String] {
        guard let printer = build.printer?.value.details, printer.cardIssue?.value != false else { return [] }
        return [printer.model.value]
    }

    private static func references(of build: BuildManifest) -> [String: ReleaseReference] {
        let stated = ["chrome": build.reference?.chromeStable, "edge": build.reference?.edgeStable]
        return stated.compactMapValues { stable in
            stable.map {
                ReleaseReference(
                    milestone: $0.value.milestone.value,
                    date: $0.value.asOf.value,
                    source: $0.value.source.value
                )
            }
        }
    }

    private static func positions(in build: BuildManifest) -> [String: YAMLPosition] {
        var positions: [String: YAMLPosition] = [:]
        positions["os"] = build.os.family.position
        positions["os.release"] = build.os.release?.position
        positions["os.display-version"] = build.os.displayVersion?.position
        positions["os.edition-id"] = build.os.editionID?.position
        positions["systems"] = build.systems.first?.position
        positions["authenticators"] = build.authenticators.first?.kind.position
        positions["nhs-client.credential-management"] = build.nhsClient?.credentialManagement?.position
        positions["nhs-client.chrome-extension"] = build.nhsClient?.chromeExtension?.position
        positions["nhs-client.identity-agent"] = build.nhsClient?.identityAgent?.position
        positions["nhs-client.smartcard-connect"] = build.nhsClient?.smartcardConnect?.position
        positions["management.mdm"] = build.management?.mdm?.position
        positions["printer"] = build.printer?.position
        positions["smartcard-stack.card-series"] = build.smartcardStack?.cardSeries?.first?.position
        positions["reference.chrome-stable"] = build.reference?.chromeStable?.position
        positions["reference.edge-stable"] = build.reference?.edgeStable?.position
        for (index, browser) in build.browsers.enumerated() {
            positions["browsers[\(index)]"] = browser.product.position
            positions["browsers[\(index)].version"] = browser.version?.position
            positions["browsers[\(index)].launch-arguments"] = browser.launchArguments?.first?.position
        }
        return positions
    }
}

extension OperatingSystemIdentity {
    init(_ os: KioskBuild.OperatingSystem) {
        self.init(
            family: OperatingSystemFamily(rawValue: os.family.value.rawValue),
            version: os.release.map { ReleaseName($0.value.description) },
            release: os.displayVersion.map { ReleaseName($0.value.description) },
            edition: os.editionID?.value.rawValue,
            architecture: os.architecture?.value.rawValue,
            isInSMode: os.sMode?.value
        )
    }
}

extension BrowserIdentity {
    init(_ browser: KioskBuild.Browser) {
        let policies = browser.policies
        let forced: String? =
            switch browser.product.value {
            case .edge where policies?.inPrivateModeAvailability?.value == 2: "InPrivateModeAvailability = 2"
            case .chrome where policies?.incognitoModeAvailability?.value == 2: "IncognitoModeAvailability = 2"
            default: nil
            }
        self.init(
            product: browser.product.value.rawValue,
            isInternetExplorerMode: browser.mode?.value == .ieMode,
            version: browser.version.map { ReleaseName($0.value.description) },
            channel: browser.channel?.value.rawValue,
            arguments: browser.launchArguments?.map(\.value),
            privateModePolicy: forced
        )
    }
}

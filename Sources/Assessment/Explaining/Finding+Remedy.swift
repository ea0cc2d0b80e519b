import SupportMatrix
import Vocabulary

extension Finding {
    /// What a person could change so that this would no longer stand in the way; nil where nothing can be done.
    func remedy(in edition: Edition) -> String? {
        switch self {
        case .system: "Name a system of the edition."
        case .operatingSystem(let finding): finding.remedy(in: edition)
        case .browser(let finding): finding.remedy(in: edition)
        case .authenticator(let finding): finding.remedy(in: edition)
        case .client(let finding): finding.remedy
        case .certification(let finding): finding.remedy
        case .check(let finding): finding.remedy
        // What is missing says how it is supplied.
        case .evidence: nil
        case .dated(.vendorEnded(let name, _)): "Move from \(name) to a release that its vendor supports."
        case .dated(.fact(_, let remedy)): remedy
        }
    }
}

extension Edition {
    fileprivate func recommendedOperatingSystems(for systemName: String) -> String {
        names(operatingSystemTable, systemName) { id in operatingSystems.first { $0.id == id }?.name }
    }

    fileprivate func recommendedBrowsers(for systemName: String) -> String {
        names(browserTable, systemName) { id in browsers.first { $0.id == id }?.name }
    }

    private func names(_ table: StatusTable, _ systemName: String, _ name: (String) -> String?) -> String {
        guard let row = systems.firstIndex(where: { $0.name == systemName }) else { return "one that is listed" }
        let found = table.columns.filter { table.status(row: row, column: $0) == .recommended }
        return found.isEmpty ? "one that is listed" : found.map { name($0) ?? $0 }.joined(separator: " or ")
    }

    fileprivate func operatingSystems(of authenticatorName: String) -> String {
        let row = authenticators.first { $0.name == authenticatorName }
        let names = (row?.operatingSystems ?? []).map { id in operatingSystems.first { $0.id == id }?.name ?? id }
        return names.joined(separator: " or ")
    }

    fileprivate func browsers(of authenticatorName: String) -> String {
        let row = authenticators.first { $0.name == authenticatorName }
        let names = (row?.browsers ?? []).map { id in browsers.first { $0.id == id }?.name ?? id }
        return names.joined(separator: " or ")
    }
}

extension Finding.OperatingSystemFinding {
    fileprivate func remedy(in edition: Edition) -> String? {
        switch self {
        case .status(let system, _, _), .countsThroughBrowser(let system, _, _),
            .onlyInAuthenticatorTable(let system, _):
            "Use \(edition.recommendedOperatingSystems(for: system)), Recommended for \(system)."
        case .countsEverywhere, .notListed, .misspelt, .outsideWarranty:
            "Use an operating system that the edition lists."
        case .untested(_, _, let ceiling): "Stay at release \(ceiling) until a newer one has been tested."
        case .tooOld(let name, _, let minimum), .oldEnoughElsewhere(let name, _, let minimum, _):
            "Update \(name) to \(minimum) or above."
        case .excludedEdition: "Use an edition of Windows that is not an Internet of Things edition."
        case .unnamedEdition: "Use an ordinary edition, or have NHS England say that this one is covered."
        case .releaseUnknown, .editionUnknown, .tested, .oldEnough, .ordinaryEdition: nil
        }
    }
}

extension Finding.BrowserFinding {
    fileprivate func remedy(in edition: Edition) -> String? {
        switch self {
        case .status(let system, _, _), .overruledByAuthenticatorTable(let system, _, _):
            "Use \(edition.recommendedBrowsers(for: system)), Recommended for \(system)."
        case .notMadeFor, .outsideWarranty, .notListed: "Use a browser that the edition lists for the system."
        case .privateMode(let browser, let argument):
            "Start \(browser) without \(argument)."
        case .impliedPrivateMode(let browser, _), .kioskModeAccepted(let browser, _):
            "Start \(browser) as an ordinary window from Assigned Access or Shell Launcher, not in its kiosk mode."
        case .outsideWindow(let browser, _, let limit, let reference):
            "Update \(browser) to \(max(1, reference.milestone - limit)) or later."
        case .windowReferenceStale(let browser, _, _): "Give a newer reference for the current release of \(browser)."
        case .noPrivateMode, .argumentsUnknown, .insideWindow, .windowReferenceMissing, .windowVersionMissing: nil
        }
    }
}

extension Finding.AuthenticatorFinding {
    fileprivate func remedy(in edition: Edition) -> String? {
        switch self {
        case .operatingSystemMissing(let authenticator, _):
            "Use \(authenticator) on \(edition.operatingSystems(of: authenticator)), or another authenticator."
        case .browserMissing(let authenticator, _), .overruledBySystemTable(let authenticator, _):
            "Use \(authenticator) with \(edition.browsers(of: authenticator)), or another authenticator."
        case .throughFootnote(_, let row), .footnoteOnly(_, let row): "Use \(row), which is the recommended one."
        case .notListed, .offeredBySignInService, .knownToSignInService:
            "Use an authenticator that the edition lists."
        case .helloOnVirtualTPM, .helloWithoutTPM: "Use Windows Hello on a device with a TPM 2.0."
        case .helloInSoftware: "Have Windows Hello keep its keys in the TPM, and register it again."
        case .helloUnsaid: "Say what keeps its keys: `tpm` and `aaguid` under `windows-hello` in the build."
        case .listed, .cardAnswered, .cardSilent, .noCard, .noReader, .readerNotOffered, .keySeen, .noKey, .helloOnTPM:
            nil
        }
    }
}

extension Finding.ClientFinding {
    fileprivate var remedy: String? {
        switch self {
        case .softwareAbsent(let name): "Install \(name)."
        case .retiredPresent(let name): "Remove \(name)."
        case .unmanaged: "Enrol the device in mobile device management."
        case .softwarePresent, .softwareUnknown, .retiredAbsent, .retiredUnknown, .managed, .managementUnknown,
            .untabulated:
            nil
        }
    }
}

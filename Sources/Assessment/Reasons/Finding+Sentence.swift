import SupportMatrix
import Vocabulary

extension Finding {
    /// The finding in one sentence for a person.
    package var sentence: String {
        switch self {
        case .system(let finding): finding.sentence
        case .operatingSystem(let finding): finding.sentence
        case .browser(let finding): finding.sentence
        case .authenticator(let finding): finding.sentence
        case .client(let finding): finding.sentence
        case .certification(let finding): finding.sentence
        case .check(let finding): finding.sentence
        case .evidence(let finding): finding.sentence
        case .dated(let finding): finding.sentence
        }
    }
}

/// How a sentence about a table cell ends.
private func clause(for status: SupportStatus) -> String {
    switch status {
    case .recommended: "is Recommended"
    case .supported: "is Supported, though not Recommended"
    case .deprecated: "is Deprecated: it can still be used, and needs a plan to move on"
    case .retired: "is Retired and must not be used"
    case .notListed: "is not listed, and what is not listed is not supported"
    case .untestedNewer: "is newer than anything that was tested"
    case .outsideWarranty: "is outside the warranty"
    }
}

extension Finding.SystemFinding {
    fileprivate var sentence: String {
        switch self {
        case .notListed(let name, let nearest):
            "“\(name)” is not a system of this edition\(nearest.map { "; the nearest name is “\($0)”" } ?? "")."
        }
    }
}

extension Finding.OperatingSystemFinding {
    fileprivate var sentence: String {
        switch self {
        case .status(let system, let column, let status):
            "\(column) \(clause(for: status)) for \(system)."
        case .countsThroughBrowser(let system, let column, let browser):
            "\(column) stands only in the authenticator table; it counts for \(system), which supports \(browser), "
                + "a browser that exists nowhere else."
        case .countsEverywhere(let column):
            "\(column) stands only in the authenticator table, which is taken as enough."
        case .onlyInAuthenticatorTable(let system, let column):
            "\(column) is not listed for \(system): it stands only in the authenticator table."
        case .notListed(let name):
            "\(name) is not listed, and what is not listed is not supported."
        case .misspelt(let name, let asWritten):
            "\(name) is not listed: the page’s “\(asWritten)” is not read as it."
        case .outsideWarranty(let name):
            "\(name) is outside the warranty: an organisation may use it at its own risk and without help."
        case .tested(let name, let ceiling):
            "\(name) is not newer than \(ceiling), the newest release that was tested."
        case .untested(let name, let release, let ceiling):
            "\(name) is at release \(release), and nothing newer than \(ceiling) has been tested."
        case .releaseUnknown(let name, let limit):
            "The build does not say which release of \(name) it runs, and \(limit) is a limit."
        case .oldEnough(let name, let minimum):
            "\(name) is at or above \(minimum), the oldest that is listed."
        case .tooOld(let name, let version, let minimum):
            "\(name) is at \(version), and only \(minimum) and above is listed."
        case .oldEnoughElsewhere(let name, let version, let minimum, let elsewhere):
            "\(name) is at \(version): below this page’s \(minimum), and within the sign-in page’s \(elsewhere)."
        case .ordinaryEdition(let edition):
            "The edition \(edition) is an ordinary one, which the product’s name covers."
        case .excludedEdition(let edition):
            "The edition \(edition) is excluded: Windows Internet of Things editions are not supported."
        case .unnamedEdition(let what):
            "The page says nothing about \(what), neither for nor against."
        case .editionUnknown(let name):
            "The build does not say which edition of \(name) it runs, and some are excluded."
        }
    }
}

extension Finding.BrowserFinding {
    fileprivate var sentence: String {
        switch self {
        case .status(let system, let column, let status):
            "\(column) \(clause(for: status)) for \(system)."
        case .overruledByAuthenticatorTable(let system, let column, let status):
            "\(column) \(clause(for: status)) for \(system), but the authenticator’s own row lists it and decides."
        case .notMadeFor(let browser, let family):
            "\(browser) does not exist on \(family), so no client can have this combination."
        case .outsideWarranty(let name):
            "\(name) is a browser outside the warranty: an organisation may use it at its own risk and without help."
        case .notListed(let name):
            "\(name) is not listed, and what is not listed is not supported."
        case .privateMode(let browser, let argument):
            "\(browser) is started with \(argument), a private browsing mode, which is not supported."
        case .impliedPrivateMode(let browser, let argument):
            "\(browser) is started with \(argument), which opens a private session, and private browsing is not "
                + "supported."
        case .kioskModeAccepted(let browser, let argument):
            "\(browser) is started with \(argument), a kiosk mode, which is not counted as private browsing."
        case .noPrivateMode(let browser):
            "\(browser) is not started in a private browsing mode."
        case .argumentsUnknown(let browser):
            "The build does not say how \(browser) is started, so a private browsing mode cannot be ruled out."
        case .insideWindow(let browser, let behind, let limit, let reference):
            "\(browser) is \(behind) of at most \(limit) releases behind \(reference.milestone), current on "
                + "\(reference.date.inWords)."
        case .outsideWindow(let browser, let behind, let limit, let reference):
            "\(browser) is \(behind) releases behind \(reference.milestone), current on \(reference.date.inWords); "
                + "only the last \(limit) are Recommended."
        case .windowReferenceMissing(let browser, let limit):
            "Whether \(browser) is within \(limit) releases of the current one cannot be said without a dated "
                + "reference."
        case .windowReferenceStale(let browser, let date, let asOf):
            "The reference for \(browser) is of \(date.inWords); it cannot show that \(browser) is within the window on "
                + "\(asOf.inWords)."
        case .windowVersionMissing(let browser, let limit):
            "The build does not give the version of \(browser), which has to be within \(limit) releases of the "
                + "current one."
        }
    }
}

extension Finding.AuthenticatorFinding {
    fileprivate var sentence: String {
        switch self {
        case .listed(let authenticator, let operatingSystem, let browser):
            "\(authenticator) may be used on \(operatingSystem) with \(browser)."
        case .operatingSystemMissing(let authenticator, let operatingSystem):
            "\(authenticator) is not listed for \(operatingSystem)."
        case .browserMissing(let authenticator, let browser):
            "\(authenticator) is not listed for \(browser)."
        case .overruledBySystemTable(let authenticator, let browser):
            "\(authenticator) is not listed for \(browser), but the system’s own table allows the browser and decides."
        case .throughFootnote(let authenticator, let row):
            "\(authenticator) is supported by a footnote of \(row), which is the recommended one."
        case .footnoteOnly(let authenticator, let row):
            "\(authenticator) has no row of its own; only a footnote of \(row) names it."
        case .notListed(let name, let nearest):
            "“\(name)” is not an authenticator of this edition\(nearest.map { "; the nearest name is “\($0)”" } ?? "")."
        case .offeredBySignInService(let name):
            "\(name) is not named by this edition; the sign-in service offers it."
        case .knownToSignInService(let name):
            "\(name) is offered by the sign-in service and not listed in this edition."
        case .cardAnswered(let reader):
            "A card in \(reader) answered."
        case .cardSilent(let reader):
            "The card in \(reader) did not answer."
        case .noCard(let reader):
            "There was no card in \(reader) to ask."
        case .readerNotOffered(let reader):
            "\(reader) is attached, and no PC/SC daemon offered it, so nobody knows what is in it."
        case .noReader:
            "No reader was on the bench, so no card was seen to answer."
        case .keySeen(let name):
            "\(name) was on the bench and answered."
        case .noKey:
            "No security key was on the bench."
        case .helloOnTPM:
            "A TPM keeps the keys of Windows Hello."
        case .helloOnVirtualTPM:
            "A virtual TPM keeps the keys of Windows Hello, and TPM 2.0 hardware is asked for."
        case .helloWithoutTPM:
            "The device has no TPM, and Windows Hello has to keep its keys in one."
        case .helloInSoftware:
            "Windows Hello keeps its keys in software by its AAGUID, for which nobody can vouch; it has to keep them in a TPM."
        case .helloUnsaid:
            "Windows Hello has to keep its keys in a TPM 2.0, and the build does not say whether it does."
        }
    }
}

extension Finding.ClientFinding {
    fileprivate var sentence: String {
        switch self {
        case .softwarePresent(let name, let version):
            "\(name) is installed\(version.map { " (\($0))" } ?? "")."
        case .softwareAbsent(let name): "\(name) is required and not installed."
        case .softwareUnknown(let name): "\(name) is required, and the build does not say whether it is installed."
        case .retiredAbsent(let name): "\(name.capitalisedFirst) is not installed."
        case .retiredPresent(let name): "\(name.capitalisedFirst) is installed, and it is Retired."
        case .retiredUnknown(let name):
            "\(name.capitalisedFirst) is Retired, and the build does not say whether it is installed."
        case .managed: "The device is managed."
        case .unmanaged: "The device has to be managed and is not."
        case .managementUnknown: "The device has to be managed, and the build does not say whether it is."
        case .untabulated(let dimension, let item):
            "The build has \(item); the page covers \(dimension), and its table is not in this edition."
        }
    }
}

extension Finding.DatedFinding {
    fileprivate var sentence: String {
        switch self {
        case .fact(let sentence, _): sentence
        case .vendorEnded(let name, let date): "The vendor’s support for \(name) ended on \(date.inWords)."
        }
    }
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

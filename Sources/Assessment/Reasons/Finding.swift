package import SupportMatrix
package import Vocabulary

/// What was found when something was asked about a cell.
///
/// A finding keeps its facts and becomes a sentence only when somebody reads it: an archive of thousands of builds is
/// assessed without writing prose that nobody asked for.
package enum Finding: Hashable, Sendable {
    case system(SystemFinding)
    case operatingSystem(OperatingSystemFinding)
    case browser(BrowserFinding)
    case authenticator(AuthenticatorFinding)
    case client(ClientFinding)
    case certification(CertificationFinding)
    case check(CheckFinding)
    case evidence(EvidenceFinding)
    case dated(DatedFinding)

    package enum SystemFinding: Hashable, Sendable {
        case notListed(name: String, nearest: String?)
    }

    package enum OperatingSystemFinding: Hashable, Sendable {
        case status(system: String, column: String, SupportStatus)
        /// Only the authenticator table names it, and it counts because the system supports a browser found only there.
        case countsThroughBrowser(system: String, column: String, browser: String)
        case countsEverywhere(column: String)
        case onlyInAuthenticatorTable(system: String, column: String)
        case notListed(name: String)
        case misspelt(name: String, asWritten: String)
        case outsideWarranty(name: String)
        case tested(name: String, ceiling: ReleaseName)
        case untested(name: String, release: ReleaseName, ceiling: ReleaseName)
        case releaseUnknown(name: String, limit: ReleaseName)
        case oldEnough(name: String, minimum: ReleaseName)
        case tooOld(name: String, version: ReleaseName, minimum: ReleaseName)
        case oldEnoughElsewhere(name: String, version: ReleaseName, minimum: ReleaseName, elsewhere: ReleaseName)
        case ordinaryEdition(String)
        case excludedEdition(String)
        case unnamedEdition(String)
        case editionUnknown(name: String)
    }

    package enum BrowserFinding: Hashable, Sendable {
        case status(system: String, column: String, SupportStatus)
        /// The system's table forbids it and the authenticator table decides.
        case overruledByAuthenticatorTable(system: String, column: String, SupportStatus)
        case notMadeFor(browser: String, family: String)
        case outsideWarranty(name: String)
        case notListed(name: String)
        case privateMode(browser: String, argument: String)
        case impliedPrivateMode(browser: String, argument: String)
        case kioskModeAccepted(browser: String, argument: String)
        case noPrivateMode(browser: String)
        case argumentsUnknown(browser: String)
        case insideWindow(browser: String, behind: Int, limit: Int, reference: ClientDescription.ReleaseReference)
        case outsideWindow(browser: String, behind: Int, limit: Int, reference: ClientDescription.ReleaseReference)
        case windowReferenceMissing(browser: String, limit: Int)
        case windowReferenceStale(browser: String, date: CalendarDate, asOf: CalendarDate)
        case windowVersionMissing(browser: String, limit: Int)
    }

    package enum AuthenticatorFinding: Hashable, Sendable {
        case listed(authenticator: String, operatingSystem: String, browser: String)
        case operatingSystemMissing(authenticator: String, operatingSystem: String)
        case browserMissing(authenticator: String, browser: String)
        /// The authenticator table omits the browser and the system table decides.
        case overruledBySystemTable(authenticator: String, browser: String)
        case throughFootnote(authenticator: String, row: String)
        case footnoteOnly(authenticator: String, row: String)
        case notListed(name: String, nearest: String?)
        case offeredBySignInService(name: String)
        case knownToSignInService(name: String)
        case cardAnswered(reader: String)
        case cardSilent(reader: String)
        case noCard(reader: String)
        case noReader
        /// The kernel sees it, and the PC/SC daemon did not answer or does not offer it.
        case readerNotOffered(reader: String)
        case keySeen(name: String)
        case noKey
        case helloOnTPM
        case helloOnVirtualTPM
        case helloWithoutTPM
        case helloInSoftware
        case helloUnsaid
    }

    package enum ClientFinding: Hashable, Sendable {
        case softwarePresent(name: String, version: String?)
        case softwareAbsent(name: String)
        case softwareUnknown(name: String)
        case retiredAbsent(name: String)
        case retiredPresent(name: String)
        case retiredUnknown(name: String)
        case managed
        case unmanaged
        case managementUnknown
        case untabulated(dimension: String, item: String)
    }

    package enum DatedFinding: Hashable, Sendable {
        case fact(String, remedy: String?)
        case vendorEnded(name: String, date: CalendarDate)
    }
}

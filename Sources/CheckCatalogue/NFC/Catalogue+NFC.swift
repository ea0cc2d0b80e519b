import Checks

extension Catalogue {
    /// A FIDO applet that is reached through a reader (CTAP 2.1, 11.3); what only reads, so that nobody has to touch it.
    static let nfcChecks = Catalogue {
        Check.appletRemainder
        Check.appletExtended
        Check.appletChain
        Check.appletUnknownInstruction
        Check.appletLength
    }
}

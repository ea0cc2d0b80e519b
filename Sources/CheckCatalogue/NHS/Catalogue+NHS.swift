import Checks

extension Catalogue {
    /// What a bench can tell of a card that is to be used with the NHS's services.
    static let nhsChecks = Catalogue {
        Check.publicCertificates
    }
}

import Checks

extension Catalogue {
    /// Several programs at one reader (PC/SC part 5).
    static let sharingChecks = Catalogue {
        Check.transaction
        Check.transactionExtraEnd
        Check.transactionReset
        Check.exclusiveConnection
        Check.statusTimeout
        Check.statusCancel
        Check.insertionDetected
        Check.removalBetween
    }
}

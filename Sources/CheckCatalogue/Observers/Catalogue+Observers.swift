import Checks

extension Catalogue {
    /// What is seen in the exchanges of all other checks; they come last and send nothing.
    static let observerChecks = Catalogue {
        Check.observedSpelling
        Check.observedStatuses
        Check.observedKeys
        Check.observedCounters
        Check.observedPauses
    }
}

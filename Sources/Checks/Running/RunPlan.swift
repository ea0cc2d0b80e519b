package import SafetyGuard

/// What a run is to do, the same for each device.
package struct RunPlan: Sendable {
    /// In the order of the catalogue; those that look on come last whatever their place.
    package let entries: [CatalogueEntry]
    /// The highest class that may be sent, for meeting needs as for the checks themselves.
    package let allowance: DangerClass
    package let seed: CheckSeed
    package let timing: CheckTiming

    package init(entries: [CatalogueEntry], allowance: DangerClass, seed: CheckSeed, timing: CheckTiming) {
        let isObserver = { (entry: CatalogueEntry) in entry.description.tags.contains(.observer) }
        self.entries = entries.filter { !isObserver($0) } + entries.filter(isObserver)
        self.allowance = allowance
        self.seed = seed
        self.timing = timing
    }

    /// The checks of one kind.
    var keyChecks: [Check<KeyUnderTest>] {
        entries.compactMap { if case .key(let check) = $0 { check } else { nil } }
    }

    var cardChecks: [Check<CardUnderTest>] {
        entries.compactMap { if case .card(let check) = $0 { check } else { nil } }
    }

    var readerChecks: [Check<ReaderUnderTest>] {
        entries.compactMap { if case .reader(let check) = $0 { check } else { nil } }
    }
}

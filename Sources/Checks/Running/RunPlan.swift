package import FIDOMetadata
package import SafetyGuard

/// What a run is to do, the same for each device.
package struct RunPlan: Sendable {
    /// In the order of the catalogue, but those that look on after those that they look at, and last what spends something:
    /// the more it costs the later.
    package let entries: [CatalogueEntry]
    /// The highest class that may be sent, for meeting needs as for the checks themselves.
    package let allowance: DangerClass
    package let seed: CheckSeed
    package let timing: CheckTiming
    /// What is known of models; `nil` where nobody has looked, as in a replay.
    package let metadata: MetadataInUse?

    package init(
        entries: [CatalogueEntry],
        allowance: DangerClass,
        seed: CheckSeed,
        timing: CheckTiming,
        metadata: MetadataInUse? = nil
    ) {
        let rank = { (check: CheckDescription) in
            // A key that takes the change of its PIN wrongly is of no more use to the checks that need the PIN.
            check.danger == .d4
                ? 4 : check.danger == .d3 ? 3 : check.tags.contains(.observer) ? 2 : check.pinUse == .change ? 1 : 0
        }
        self.entries = (0...4).flatMap { place in entries.filter { rank($0.description) == place } }
        self.allowance = allowance
        self.seed = seed
        self.timing = timing
        self.metadata = metadata
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

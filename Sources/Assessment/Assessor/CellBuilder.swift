import SupportMatrix

/// Puts the cells of one client together from the answers that they share.
struct CellBuilder {
    var cells: [CellVerdict] = []
    private let policy: Policy
    private let markedRequirements: UInt64
    private let general: [Reason]
    private let generalReadings: ReadingSet
    /// What was asked about the present cell, in the order of asking; reused from cell to cell.
    private var asked: [Reason] = []
    /// The effect of each, beside it, so that sorting touches no reference count.
    private var effects: [Effect] = []
    /// What the answers rest on, and what those that fail rest on.
    private var readings: (all: ReadingSet, failing: ReadingSet) = ([], [])

    init(_ assessment: ClientAssessment) {
        policy = assessment.policy
        markedRequirements = assessment.assessor.markedRequirements
        general = assessment.editionReasons + assessment.advice.general
        generalReadings = assessment.advice.readings
    }

    mutating func add(
        _ system: SystemAnswer,
        _ browser: BrowserAnswer,
        _ authenticator: AuthenticatorAnswer,
        _ status: BrowserStatusAnswer,
        _ rules: RuleReasons
    ) {
        asked.removeAll(keepingCapacity: true)
        effects.removeAll(keepingCapacity: true)
        readings = ([], [])
        ask(system.reason)
        let listing = authenticator.listings[browser.index]
        if let reason = listing?.isListed == true ? status.whereListed : status.plain { ask(reason) }
        for reason in authenticator.reasons { ask(reason) }
        if let reason = browser.lateness { ask(reason) }
        if let listing { ask(status.isUsable ? listing.whereSystemAllows : listing.plain) }
        let silent = addRules(system.masks.meeting(browser.masks).meeting(authenticator.masks), rules)
        for reason in authenticator.evidence { ask(reason) }
        for reason in general { ask(reason) }

        let verdict = Verdict(effects: effects)
        cells.append(
            CellVerdict(
                system: system.id,
                browser: browser.name,
                authenticator: authenticator.id,
                verdict: verdict,
                operatingSystemStatus: system.status,
                browserStatus: status.status,
                reasons: ordered(),
                // What fails rests on itself; anything else rests on all that was asked and on what was not.
                readings: verdict == .notWarranted
                    ? readings.failing : readings.all.union(silent).union(generalReadings)
            )
        )
    }

    private mutating func ask(_ reason: Reason) {
        asked.append(reason)
        effects.append(reason.effect)
        readings.all.formUnion(reason.readings)
        if reason.effect == .fails { readings.failing.formUnion(reason.readings) }
    }

    /// Adds what the rules that bear on the cell have to say, and gives the readings by which others do not.
    private mutating func addRules(_ masks: RuleMasks, _ rules: RuleReasons) -> ReadingSet {
        var silent: ReadingSet = []
        let inScope = masks.scope & rules.speaking
        let unmarked = inScope & markedRequirements & ~masks.own
        let clashing = ~masks.scope & masks.clashing & rules.objecting
        var bits = inScope
        if unmarked != 0, policy.requirementSpread == .markedCells {
            silent.insert(ReadingSet(.a02))
            bits &= ~unmarked
        }
        if clashing != 0 {
            switch policy.footnoteNumbering {
            case .perTable: silent.insert(ReadingSet(.a01))
            case .shared: bits |= clashing
            }
        }
        while bits != 0 {
            let index = bits.trailingZeroBitCount
            let bit = bits & (~bits &+ 1)
            bits &= bits - 1
            if bit & clashing != 0 {
                for reason in rules.citingNumbering[index] { ask(reason) }
            } else if bit & unmarked != 0 {
                for reason in rules.citingSpread[index] { ask(reason) }
            } else {
                for reason in rules.plain[index] { ask(reason) }
            }
        }
        return silent
    }

    /// What was asked, by what it does to the verdict and then in the order of asking.
    private func ordered() -> [Reason] {
        var ordered: [Reason] = []
        ordered.reserveCapacity(asked.count)
        for effect in Effect.allCases where ordered.count < asked.count {
            for (index, other) in effects.enumerated() where other == effect { ordered.append(asked[index]) }
        }
        return ordered
    }
}

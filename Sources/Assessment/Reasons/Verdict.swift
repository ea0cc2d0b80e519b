/// What may be said of one combination of system, browser and authenticator, or of a whole build.
package enum Verdict: String, CaseIterable, Sendable {
    case warranted
    case warrantedWithAdvice = "warranted-with-advice"
    case notWarranted = "not-warranted"
    case inconclusive

    /// The verdict as a person writes it.
    package var name: String {
        switch self {
        case .warranted: "warranted"
        case .warrantedWithAdvice: "warranted with advice"
        case .notWarranted: "not warranted"
        case .inconclusive: "inconclusive"
        }
    }

    /// The verdict that a set of effects amounts to.
    ///
    /// One thing that fails settles it, whatever else is unknown; one thing unknown keeps the rest from being a pass.
    init(effects: some Sequence<Effect>) {
        var seen: (fails: Bool, open: Bool, advises: Bool) = (false, false, false)
        for effect in effects {
            switch effect {
            case .fails: seen.fails = true
            case .open: seen.open = true
            case .advises: seen.advises = true
            case .satisfied, .informs: break
            }
        }
        self =
            switch seen {
            case (true, _, _): .notWarranted
            case (_, true, _): .inconclusive
            case (_, _, true): .warrantedWithAdvice
            default: .warranted
            }
    }

    /// The verdict on a build, from the verdicts on its cells.
    package init(combining verdicts: some Sequence<Verdict>) {
        self.init(
            effects: verdicts.lazy.map {
                switch $0 {
                case .warranted: Effect.satisfied
                case .warrantedWithAdvice: .advises
                case .notWarranted: .fails
                case .inconclusive: .open
                }
            }
        )
    }
}

/// What one reason does to a verdict.
package enum Effect: String, CaseIterable, Sendable {
    /// Not warranted, whatever else holds.
    case fails
    /// Cannot be answered with the evidence there is.
    case open
    /// Can be used, with something to heed.
    case advises
    /// Asked and answered: nothing against it.
    case satisfied
    /// Worth knowing; changes nothing.
    case informs
}

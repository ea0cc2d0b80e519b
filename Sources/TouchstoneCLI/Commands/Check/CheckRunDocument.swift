import Checks

/// A run as JSON: schema `touchstone.check/1`.
struct CheckRunDocument: Encodable {
    struct Device: Encodable {
        let name: String
        let results: [Result]
    }

    struct Result: Encodable {
        let id: String
        /// The reader's slot, where there are several.
        let slot: Int?
        let outcome: String
        let party: String?
        let reason: String?
        let marginal: String?
        let waived: String?
        let notes: [String]
    }

    let devices: [Device]

    /// How long each took is no part: it differs between runs that found the same.
    init(_ results: [[CheckResult]], of names: [String]) {
        devices = zip(names, results)
            .map { name, results in
                Device(
                    name: name,
                    results: results.map { result in
                        Result(
                            id: result.id.rawValue,
                            slot: results.contains { ($0.slot ?? 0) > 0 } ? result.slot : nil,
                            outcome: result.outcome.verdict.rawValue,
                            party: result.outcome.party?.rawValue,
                            reason: result.outcome.reason,
                            marginal: result.outcome.marginal,
                            waived: result.outcome.waived,
                            notes: result.notes
                        )
                    }
                )
            }
    }
}

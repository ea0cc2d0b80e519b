import Checks

/// A run as JSON: schema `touchstone.check/1`.
struct CheckRunDocument: Encodable {
    struct Device: Encodable {
        let name: String
        let results: [Result]

        init(_ results: [CheckResult], of name: String) {
            self.name = name
            let hasSlots = results.contains { ($0.slot ?? 0) > 0 }
            self.results = results.map { result in
                Result(
                    id: result.id.rawValue,
                    slot: hasSlots ? result.slot : nil,
                    outcome: result.outcome.verdict.rawValue,
                    party: result.outcome.party?.rawValue,
                    reason: result.outcome.reason,
                    marginal: result.outcome.marginal,
                    waived: result.outcome.waived,
                    notes: result.notes
                )
            }
        }
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

    /// A device that is known to be good, and was checked first.
    struct Golden: Encodable {
        let name: String
        let isFit: Bool
        let results: [Result]

        init(_ device: GoldenRun.Device) {
            name = device.name
            isFit = device.isFit
            results = CheckRunDocument.Device(device.results, of: device.name).results
        }
    }

    let devices: [Device]
    /// Absent where none is named.
    let golden: [Golden]?

    /// How long each took is no part: it differs between runs that found the same.
    init(_ results: [[CheckResult]], of names: [String], golden: GoldenRun? = nil) {
        devices = zip(names, results).map { Device($1, of: $0) }
        self.golden = golden?.devices.map { Golden($0) }
    }
}

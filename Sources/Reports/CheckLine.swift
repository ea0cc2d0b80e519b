/// One check of the catalogue with its outcome, as reports list it.
package struct CheckLine: Hashable, Sendable, Codable {
    package enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
        case passed
        case failed
        /// Failed, and accepted by somebody until a day.
        case waived
        case notApplicable = "not-applicable"
        case notRun = "not-run"
    }

    package let id: String
    package let title: String
    /// The recording of the device that was asked.
    package let device: String?
    package let outcome: Outcome
    /// Why, where it is not plain.
    package let detail: String?
    package let milliseconds: Int?

    package init(
        id: String,
        title: String,
        device: String? = nil,
        outcome: Outcome,
        detail: String? = nil,
        milliseconds: Int? = nil
    ) {
        self.id = id
        self.title = title
        self.device = device
        self.outcome = outcome
        self.detail = detail
        self.milliseconds = milliseconds
    }
}

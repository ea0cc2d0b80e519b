/// The outcomes of the checks that a certification has made.
package struct CheckOutcomes: Hashable, Sendable {
    /// What came of one check on one device.
    package struct Outcome: Hashable, Sendable {
        package enum Verdict: Hashable, Sendable {
            case passed
            case failed
            /// Its clause does not speak of such a device.
            case notApplicable
            case notRun
        }

        package let check: String
        package let verdict: Verdict
        /// Why, as a clause; `nil` where it passed.
        package let reason: String?

        package init(check: String, verdict: Verdict, reason: String?) {
            self.check = check
            self.verdict = verdict
            self.reason = reason
        }
    }

    /// One device that checks were made on.
    package struct Device: Hashable, Sendable {
        /// What kind it was checked as; a composite key is there twice.
        package let kind: ObservedDevice.Kind
        package let name: String
        /// Where the exchange is recorded.
        package let reference: String
        package let outcomes: [Outcome]

        package init(kind: ObservedDevice.Kind, name: String, reference: String, outcomes: [Outcome]) {
            self.kind = kind
            self.name = name
            self.reference = reference
            self.outcomes = outcomes
        }
    }

    /// `nil` where the certification made no checks, and then none is asked for.
    package var devices: [Device]?

    package init(_ devices: [Device]? = nil) {
        self.devices = devices
    }

    /// No checks were made.
    package static let none = Self()
}

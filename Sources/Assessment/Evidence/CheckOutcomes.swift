/// What a certification has to say of the checks that build and edition require.
package enum CheckOutcomes: Hashable, Sendable {
    /// None is asked for: bundles of version 1 that hold none were judged so.
    case notAsked
    /// They were asked for, and nobody has made any.
    case leftOut
    case made([Device])

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
        /// What is to be heeded although it passed: a measurement close to its limit, or a known deviation.
        package let marginal: String?
        /// By whose leave a failure is accepted, and until when.
        package let waiver: String?

        package init(
            check: String,
            verdict: Verdict,
            reason: String?,
            marginal: String? = nil,
            waiver: String? = nil
        ) {
            self.check = check
            self.verdict = verdict
            self.reason = reason
            self.marginal = marginal
            self.waiver = waiver
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
        /// What is amiss with that recording; nil for a whole one.
        package let recordingFlaw: String?

        package init(
            kind: ObservedDevice.Kind,
            name: String,
            reference: String,
            outcomes: [Outcome],
            recordingFlaw: String? = nil
        ) {
            self.kind = kind
            self.name = name
            self.reference = reference
            self.outcomes = outcomes
            self.recordingFlaw = recordingFlaw
        }
    }
}

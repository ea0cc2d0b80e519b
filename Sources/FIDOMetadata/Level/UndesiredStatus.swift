/// A report in effect that speaks against a model.
package struct UndesiredStatus: Hashable, Sendable, CustomStringConvertible {
    package enum Effect: Hashable, Sendable {
        /// The model fails.
        case stands
        /// A later update cures it, and this device has at least the firmware that the vendor trusts.
        case cured(by: StatusReport)
        /// It is about attestation certificates that are not in this device's path.
        case elsewhere
        /// It is about certain attestation certificates, and no attestation was at hand to tell.
        case undetermined
    }

    package let report: StatusReport
    package let effect: Effect

    package var description: String {
        switch effect {
        case .stands: "\(report)"
        case .cured(let update): "\(report), cured by \(update)"
        case .elsewhere: "\(report), for other attestation certificates than this device's"
        case .undetermined: "\(report), for certain attestation certificates only"
        }
    }
}

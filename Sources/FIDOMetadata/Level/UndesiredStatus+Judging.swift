extension UndesiredStatus {
    /// The update that cures a compromise on this device.
    ///
    /// It must have been reported after the compromise, and the device must have at least the firmware that the
    /// statement calls trustworthy: vendors raise that when an update mends something. An update of the same day may
    /// be the very thing that was broken, so it cures nothing.
    static func cure(
        of report: StatusReport,
        among reports: [StatusReport],
        firmware: UInt64?,
        trustworthy: UInt64?
    ) -> StatusReport? {
        guard report.status.kind == .compromise, let firmware, let trustworthy, firmware >= trustworthy,
            let compromised = report.effectiveDate.date
        else { return nil }
        return reports.last { update in
            guard update.status == .updateAvailable, let date = update.effectiveDate.date else { return false }
            return date > compromised
        }
    }
}

extension UndesiredStatus.Effect {
    init(of report: StatusReport, cure: StatusReport?, attestationPath: [[UInt8]]?) {
        if let cure {
            self = .cured(by: cure)
        } else if report.status == .attestationKeyCompromise, !report.scope.isEmpty {
            // Only this compromise is bound to a certificate; the others are faults of the model itself.
            switch attestationPath {
            case nil: self = .undetermined
            case let path?: self = report.scope.contains(where: path.contains) ? .stands : .elsewhere
            }
        } else {
            self = .stands
        }
    }
}

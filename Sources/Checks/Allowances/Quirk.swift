package import CTAPMessages
package import Vocabulary

/// A deviation that is known of a model: where it shows, by what it is told from any other, and who says so.
package struct Quirk: Hashable, Sendable {
    /// The models, and which of their releases.
    package enum Subject: Hashable, Sendable {
        /// Keys, by their getInfo and its firmwareVersion.
        case key(AAGUID, firmware: ClosedRange<UInt64>?)
        /// Anything on USB, by vendor and product and the device release, all of four hexadecimal digits.
        case usb(vendorID: String, productID: String, release: ClosedRange<String>?)
    }

    package let check: IDPattern
    package let subject: Subject
    /// The reason that the check gives, with `*` for what differs from run to run.
    package let fingerprint: IDPattern
    package let explanation: String
    package let link: String
    /// The day by which somebody has to look at it again.
    package let reviewDay: CalendarDate

    /// Whether a failure is this deviation, and no other of the same check.
    func explains(_ id: CheckID, failing reason: String, on model: CheckedModel) -> Bool {
        guard check.matches(id), fingerprint.matches(text: reason) else { return false }
        switch subject {
        case .key(let aaguid, let firmware):
            guard model.aaguid == aaguid else { return false }
            guard let firmware else { return true }
            return model.firmware.map(firmware.contains) ?? false
        case .usb(let vendorID, let productID, let release):
            guard model.vendorID == vendorID, model.productID == productID else { return false }
            guard let release else { return true }
            return model.release.map(release.contains) ?? false
        }
    }

    /// What reports say of it on a day.
    func sentence(_ reason: String, on day: CalendarDate) -> String {
        let overdue = reviewDay < day ? "; this was to be looked at again by \(reviewDay)" : ""
        return "known deviation: \(reason); \(explanation) (\(link))\(overdue)"
    }
}

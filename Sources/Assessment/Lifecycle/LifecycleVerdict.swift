import SupportMatrix
package import Vocabulary

/// What a vendor's own support of one part of a client is, on a day.
///
/// A second verdict beside the warranty: the page tells its readers to consult the vendors, and does not make their
/// dates its own. It never changes the first.
package struct LifecycleVerdict: Hashable, Sendable {
    package enum Standing: Hashable, Sendable {
        case supported(until: CalendarDate)
        /// Ends within ``LifecycleVerdict/notice`` days.
        case endsSoon(CalendarDate)
        case ended(CalendarDate)
        /// A browser at its current release, as the build's reference has it.
        case current(milestone: Int, on: CalendarDate)
        /// A browser behind its current release.
        case behind(milestones: Int, of: Int, on: CalendarDate)
        /// The maker publishes no end of support.
        case notPublished
        /// No date is at hand.
        case unknown
    }

    /// How many days before its end a support is said to end soon.
    package static let notice = 180

    /// The part of the client: `Windows 11 24H2 Enterprise`.
    package let subject: String
    package let standing: Standing
    package let asOf: CalendarDate
    /// Where the date comes from, and how sure it is.
    package let source: String?

    /// The verdict in one sentence.
    package var sentence: String {
        switch standing {
        case .supported(let date): "\(subject) has its vendor’s support until \(date.inWords)."
        case .endsSoon(let date):
            "\(subject) has its vendor’s support only until \(date.inWords), "
                + "\(date.daysSince1970 - asOf.daysSince1970) days from \(asOf.inWords)."
        case .ended(let date): "\(subject) has had no vendor’s support since \(date.inWords)."
        case .current(let milestone, let date): "\(subject) is at the release current on \(date.inWords), \(milestone)."
        case .behind(let count, let milestone, let date):
            "\(subject) is \(count) \(count == 1 ? "release" : "releases") behind \(milestone), current on "
                + "\(date.inWords)."
        case .notPublished: "The maker of \(subject) publishes no end of support."
        case .unknown: "No date for the vendor’s support of \(subject) is at hand."
        }
    }
}

extension DatedFacts {
    /// The vendor's support of each part of a client on a day: its operating system, then its browsers.
    package func lifecycle(of client: ClientDescription, asOf: CalendarDate) -> [LifecycleVerdict] {
        [operatingSystem(client.operatingSystem, asOf)] + client.browsers.map { browser($0, client, asOf) }
    }

    func operatingSystem(_ system: OperatingSystemIdentity, _ asOf: CalendarDate) -> LifecycleVerdict {
        let end = vendorSupport.first { end in
            end.family == system.family
                && end.version.map { $0 == system.version } ?? true
                && end.release.map { $0 == system.release } ?? true
                && end.editions.map { editions in system.edition.map(editions.contains) ?? false } ?? true
        }
        if let end { return verdict(on: system.name, end, asOf) }
        let standing: LifecycleVerdict.Standing =
            withoutPublishedEnd.contains(system.family) ? .notPublished : .unknown
        return LifecycleVerdict(subject: system.name, standing: standing, asOf: asOf, source: nil)
    }

    private func browser(
        _ browser: ClientDescription.Browser,
        _ client: ClientDescription,
        _ asOf: CalendarDate
    ) -> LifecycleVerdict {
        if let end = vendorSupport.first(where: { $0.browser == browser.identity.product }) {
            return verdict(on: browser.name, end, asOf)
        }
        guard let reference = client.references[browser.identity.product],
            let milestone = browser.identity.version?.major
        else {
            return LifecycleVerdict(subject: browser.name, standing: .unknown, asOf: asOf, source: nil)
        }
        let standing: LifecycleVerdict.Standing =
            milestone >= reference.milestone
            ? .current(milestone: reference.milestone, on: reference.date)
            : .behind(milestones: reference.milestone - milestone, of: reference.milestone, on: reference.date)
        return LifecycleVerdict(subject: browser.name, standing: standing, asOf: asOf, source: reference.source)
    }

    private func verdict(on subject: String, _ end: VendorSupportEnd, _ asOf: CalendarDate) -> LifecycleVerdict {
        let daysLeft = end.ends.daysSince1970 - asOf.daysSince1970
        let standing: LifecycleVerdict.Standing =
            switch daysLeft {
            case ..<0: .ended(end.ends)
            case ...LifecycleVerdict.notice: .endsSoon(end.ends)
            default: .supported(until: end.ends)
            }
        let source = "\(end.source) (\(end.confidence.rawValue)): \(end.name)"
        return LifecycleVerdict(subject: subject, standing: standing, asOf: asOf, source: source)
    }
}

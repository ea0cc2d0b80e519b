package import SupportMatrix
package import Vocabulary

/// What has a date and comes from no edition: vendors' support, cards, client software, assurance levels.
package struct DatedFacts: Hashable, Sendable {
    package var vendorSupport: [VendorSupportEnd] = []
    /// Families whose makers publish no end of support.
    package var withoutPublishedEnd: [OperatingSystemFamily] = []
    package var cardSeries: [CardSeries] = []
    package var software: [Software] = []
    package var conflicts: [Conflict] = []
    package var assurance: [Assurance] = []

    package init() {}

    /// Nothing is known.
    package static let none = Self()

    /// How sure a fact is.
    package enum Confidence: String, CaseIterable, Sendable {
        /// The publisher's own page.
        case primary
        /// Somebody else's account of it.
        case secondary
        /// Widely known, and not read again when the file was written.
        case recalled
    }

    /// The day on which a vendor's support of a product ends.
    package struct VendorSupportEnd: Hashable, Sendable {
        package var name: String
        package var family: OperatingSystemFamily?
        package var version: ReleaseName?
        package var release: ReleaseName?
        /// Edition ids that it holds for; nil for all.
        package var editions: [String]?
        /// Set instead of a family for a browser.
        package var browser: String?
        package var ends: CalendarDate
        package var source: String
        package var confidence: Confidence
    }

    /// A series of NHS cards that is blocked or will be.
    package struct CardSeries: Hashable, Sendable {
        package var series: Int
        /// The day that was announced first; plans moved for years.
        package var planned: CalendarDate?
        /// The day on which it was done.
        package var blocked: CalendarDate?
        package var source: String
    }

    /// Client software with something to heed.
    package struct Software: Hashable, Sendable {
        package var id: String
        package var name: String
        package var planned: CalendarDate?
        package var says: String
        package var source: String
    }

    /// Two pieces of software that must not be on one machine.
    package struct Conflict: Hashable, Sendable {
        package var software: String
        package var name: String
        package var other: String
        package var otherName: String
        package var says: String
        package var source: String
    }

    /// The assurance level at which authenticators sign in.
    package struct Assurance: Hashable, Sendable {
        package var authenticators: [String]
        package var level: Int
        package var source: String
    }
}

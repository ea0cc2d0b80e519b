/// How the eighteen open places of the page are read.
///
/// The defaults are cautious: where both readings can be argued, the one that promises less holds.
package struct Policy: Hashable, Sendable {
    /// A name for reports; `default` for the built-in one.
    package var id = "default"
    package var footnoteNumbering = FootnoteNumbering.perTable
    package var requirementSpread = RequirementSpread.everyCell
    package var tableConflict = TableConflict.worstOfBoth
    package var macOS = AuthenticatorTableSystem.whereItsBrowserIsSupported
    package var iPadOS = AuthenticatorTableSystem.whereItsBrowserIsSupported
    package var newerRelease = NewerRelease.untestedNewer
    package var vendorSupport = VendorSupport.separate
    package var unnamedEdition = UnnamedEdition.open
    package var outsideWindow = OutsideWindow.notRecommended
    package var releaseUnit = ReleaseUnit.milestones
    package var retiredSoftware = RetiredSoftwareUse.retiredWins
    package var missingTable = MissingTable.open
    package var minimumSource = MinimumSource.thisPage
    package var kioskPrivacy = KioskPrivacy.kioskIsPrivate
    package var levelProof = LevelProof.establishedAtLeast
    package var unlistedSignIn = UnlistedSignIn.notListed
    package var misspeltColumn = MisspeltColumn.corrected
    package var footnoteAuthenticator = FootnoteAuthenticator.ownRow

    /// How many days a browser's current release, as the build states it, may be older than the as-of date.
    package var referenceAgeLimit = 60

    package init() {}

    /// The built-in readings.
    package static let standard = Self()
}

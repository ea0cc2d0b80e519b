package import SupportMatrix

/// The verdict on one combination of system, browser and authenticator.
package struct CellVerdict: Hashable, Sendable {
    /// The edition's id of the system, or the build's own word for one that the edition does not have.
    package let system: String
    /// The build's name for the browser.
    package let browser: String
    /// The edition's id of the authenticator, or the build's own word.
    package let authenticator: String
    package let verdict: Verdict
    /// What the edition says of the operating system for this system.
    package let operatingSystemStatus: SupportStatus
    /// What the edition says of the browser for this system.
    package let browserStatus: SupportStatus
    /// The deciding one first; then by what they do, and within that in the order of asking.
    package let reasons: [Reason]
    /// The readings of the page without which the verdict or a reason would be another.
    package let readings: ReadingSet

    /// The reason that decided.
    package var decidingReason: Reason? { reasons.first }

    /// What would settle an inconclusive verdict.
    package var missing: [Missing] {
        var seen: Set<Missing> = []
        return reasons.compactMap(\.missing).filter { seen.insert($0).inserted }
    }
}

package import StrictYAML
package import SupportMatrix

/// An edition and a policy, prepared for assessing many clients.
///
/// Everything that does not depend on the client is looked up once here, so that re-assessing an archive costs about a
/// microsecond a cell.
package struct Assessor: Sendable {
    package let edition: Edition
    package let policy: Policy
    let rules: [CompiledRule]
    let systemMarks: [MarkBits]
    let operatingSystemMarks: [MarkBits]
    let browserMarks: [MarkBits]
    let authenticatorMarks: [MarkBits]
    /// Families that an organisation may use at its own risk.
    let ownRiskFamilies: [OperatingSystemFamily]
    let ownRiskRule: EditionReference
    let areOtherBrowsersOwnRisk: Bool

    package init(edition: Edition, policy: Policy = .standard) {
        self.edition = edition
        self.policy = policy
        rules = edition.rules.filter { $0.kind.name != .outsideWarranty }.map { CompiledRule($0, of: edition) }
        systemMarks = edition.systems.map { MarkBits($0.footnotes) }
        operatingSystemMarks = edition.operatingSystems.map { MarkBits($0.footnotes) }
        browserMarks = edition.browsers.map { MarkBits($0.footnotes) }
        authenticatorMarks = edition.authenticators.map { MarkBits($0.footnotes) }
        var families: [OperatingSystemFamily] = []
        var source = EditionReference.unlisted
        var others = false
        for rule in edition.rules {
            guard case .outsideWarranty(let systems, let otherBrowsers) = rule.kind else { continue }
            families += systems
            others = others || otherBrowsers
            source = .rule(id: rule.id, footnotes: rule.footnotes)
        }
        ownRiskFamilies = families
        ownRiskRule = source
        areOtherBrowsersOwnRisk = others
    }

    /// The verdict on each system × browser × authenticator that the client claims, in the client's own order.
    ///
    /// A pure function: the same arguments give the same cells, on any machine and at any time. The advice is what has
    /// a date and comes from no edition; it applies beside the edition's rules.
    package func cells(
        of client: ClientDescription,
        evidence: BenchEvidence = .none,
        metadata: MetadataFacts = .none,
        asOf: CalendarDate,
        advice: DatedAdvice = .none
    ) -> [CellVerdict] {
        ClientAssessment(self, client, evidence: evidence, metadata: metadata, asOf: asOf, advice: advice).cells()
    }
}

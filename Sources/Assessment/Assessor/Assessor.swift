package import SupportMatrix
package import Vocabulary

/// An edition and a policy, prepared for assessing many clients.
///
/// Everything that does not depend on the client is looked up once here, so that re-assessing an archive costs about a
/// microsecond a cell.
package struct Assessor: Sendable {
    package let edition: Edition
    package let policy: Policy
    let rules: [CompiledRule]
    /// Rules that are requirements which a footnote states.
    let markedRequirements: UInt64
    let systemMasks: [RuleMasks]
    let operatingSystemMasks: [RuleMasks]
    let browserMasks: [RuleMasks]
    let authenticatorMasks: [RuleMasks]
    let unknownSystem: RuleMasks
    let unknownOperatingSystem: RuleMasks
    let unknownBrowser: RuleMasks
    let unknownAuthenticator: RuleMasks
    private let systemIndices: [String: Int]
    private let authenticatorIndices: [String: Int]
    /// Families that an organisation may use at its own risk.
    let ownRiskFamilies: [OperatingSystemFamily]
    let ownRiskRule: EditionReference
    let areOtherBrowsersOwnRisk: Bool

    package init(edition: Edition, policy: Policy = .standard) {
        self.edition = edition
        self.policy = policy
        let rules = edition.rules.filter { $0.kind.name != .outsideWarranty }.prefix(Edition.ruleLimit)
            .map(CompiledRule.init)
        self.rules = rules
        markedRequirements = rules.enumerated()
            .reduce(0) { mask, rule in
                rule.element.isMarkedRequirement ? mask | UInt64(1) << UInt64(rule.offset) : mask
            }
        systemMasks = edition.systems.map { RuleMasks(of: $0.id, carrying: $0.footnotes, rules, scope: \.systems) }
        operatingSystemMasks = edition.operatingSystems.map {
            RuleMasks(of: $0.id, carrying: $0.footnotes, rules, scope: \.operatingSystems)
        }
        browserMasks = edition.browsers.map { RuleMasks(of: $0.id, carrying: $0.footnotes, rules, scope: \.browsers) }
        authenticatorMasks = edition.authenticators.map {
            RuleMasks(of: $0.id, carrying: $0.footnotes, rules, scope: \.authenticators)
        }
        unknownSystem = RuleMasks(ofUnknownIn: rules, scope: \.systems)
        unknownOperatingSystem = RuleMasks(ofUnknownIn: rules, scope: \.operatingSystems)
        unknownBrowser = RuleMasks(ofUnknownIn: rules, scope: \.browsers)
        unknownAuthenticator = RuleMasks(ofUnknownIn: rules, scope: \.authenticators)
        systemIndices = Self.indices(edition.systems.map { [$0.id, $0.name] + $0.aliases })
        authenticatorIndices = Self.indices(edition.authenticators.map { [$0.id, $0.name] + $0.aliases })
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

    private static func indices(_ names: [[String]]) -> [String: Int] {
        var indices: [String: Int] = [:]
        for (index, names) in names.enumerated() {
            for name in names where indices[name.lowercased()] == nil { indices[name.lowercased()] = index }
        }
        return indices
    }

    /// The place of a system that a person named by id, name or alias, in any case.
    func systemIndex(_ name: String) -> Int? { systemIndices[name] ?? systemIndices[name.lowercased()] }

    /// The place of an authenticator that a person named by id, name or alias, in any case.
    func authenticatorIndex(_ name: String) -> Int? {
        authenticatorIndices[name] ?? authenticatorIndices[name.lowercased()]
    }

    /// The verdict on each system × browser × authenticator that the client claims, in the client's own order.
    ///
    /// A pure function: the same arguments give the same cells, on any machine and at any time. The advice is what has
    /// a date and comes from no edition; it applies beside the edition's rules.
    package func cells(
        of client: ClientDescription,
        evidence: BenchEvidence = .none,
        checks: CheckOutcomes = .notAsked,
        metadata: MetadataFacts = .none,
        asOf: CalendarDate,
        advice: DatedAdvice = .none
    ) -> [CellVerdict] {
        ClientAssessment(
            self,
            client,
            evidence: evidence,
            checks: checks,
            metadata: metadata,
            asOf: asOf,
            advice: advice
        )
        .cells()
    }
}

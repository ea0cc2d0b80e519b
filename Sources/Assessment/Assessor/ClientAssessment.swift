import StrictYAML
import SupportMatrix
import Vocabulary

/// The assessment of one client: every question is asked once and its answers are shared among the cells.
struct ClientAssessment {
    let assessor: Assessor
    let client: ClientDescription
    let evidence: BenchEvidence
    let checks: CheckOutcomes
    let requiredChecks: RequiredChecks
    let metadata: MetadataFacts
    let asOf: CalendarDate
    let advice: DatedAdvice
    /// The edition's column for the client's operating system.
    let operatingSystemIndex: Int?
    /// The operating system in words, which many reasons name.
    let operatingSystemName: String

    var edition: Edition { assessor.edition }
    var policy: Policy { assessor.policy }

    init(
        _ assessor: Assessor,
        _ client: ClientDescription,
        evidence: BenchEvidence,
        checks: CheckOutcomes,
        metadata: MetadataFacts,
        asOf: CalendarDate,
        advice: DatedAdvice
    ) {
        self.assessor = assessor
        self.client = client
        self.evidence = evidence
        self.checks = checks
        requiredChecks = RequiredChecks(checks == .notAsked ? [] : client.authenticators, assessor)
        self.metadata = metadata
        self.asOf = asOf
        self.advice = advice
        operatingSystemIndex = assessor.edition.operatingSystems.firstIndex { $0.matches(client.operatingSystem) }
        operatingSystemName = client.operatingSystem.name
    }

    /// A field of the build as evidence.
    func field(_ path: String) -> EvidenceReference {
        EvidenceReference(.build, path, at: client.positions[path])
    }

    func cells() -> [CellVerdict] {
        let browsers = client.browsers.indices.map(browserAnswer)
        let authenticators = client.authenticators.map(authenticatorAnswer)
        let clientRules = RuleReasons(
            assessor.rules.map { $0.dependsOnBrowser ? [] : reasons(of: $0, browser: nil) },
            of: assessor
        )
        let rules = browsers.map { clientRules.merging($0.rules) }
        let operatingSystem = field("os")
        var builder = CellBuilder(self)
        builder.cells.reserveCapacity(client.systems.count * browsers.count * authenticators.count)
        for name in client.systems {
            let system = systemAnswer(name, evidence: operatingSystem)
            for browser in browsers {
                let status = browserStatus(of: system, browser)
                for authenticator in authenticators {
                    builder.add(system, browser, authenticator, status, rules[browser.index])
                }
            }
        }
        return builder.cells
    }
}

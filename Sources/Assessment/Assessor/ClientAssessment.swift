import StrictYAML
import SupportMatrix

/// The assessment of one client: every question is asked once and its answers are shared among the cells.
struct ClientAssessment {
    let assessor: Assessor
    let client: ClientDescription
    let evidence: BenchEvidence
    let metadata: MetadataFacts
    let asOf: CalendarDate
    let advice: DatedAdvice
    /// The edition's column for the client's operating system.
    let operatingSystemIndex: Int?

    var edition: Edition { assessor.edition }
    var policy: Policy { assessor.policy }

    init(
        _ assessor: Assessor,
        _ client: ClientDescription,
        evidence: BenchEvidence,
        metadata: MetadataFacts,
        asOf: CalendarDate,
        advice: DatedAdvice
    ) {
        self.assessor = assessor
        self.client = client
        self.evidence = evidence
        self.metadata = metadata
        self.asOf = asOf
        self.advice = advice
        operatingSystemIndex = assessor.edition.operatingSystems.firstIndex { $0.matches(client.operatingSystem) }
    }

    /// A field of the build as evidence.
    func field(_ path: String) -> EvidenceReference {
        EvidenceReference(.build, path, at: client.positions[path])
    }

    func cells() -> [CellVerdict] {
        let browsers = client.browsers.indices.map(browserAnswer)
        let authenticators = client.authenticators.map(authenticatorAnswer)
        let clientRules = assessor.rules.map { $0.dependsOnBrowser ? [] : reasons(of: $0, browser: nil) }
        let operatingSystem = field("os")
        var cells: [CellVerdict] = []
        cells.reserveCapacity(client.systems.count * browsers.count * authenticators.count)
        for name in client.systems {
            let system = systemAnswer(name, evidence: operatingSystem)
            for browser in browsers {
                let status = browserStatus(of: system, browser)
                for authenticator in authenticators {
                    cells.append(
                        cell(
                            system,
                            browser,
                            authenticator,
                            status,
                            clientRules: clientRules
                        )
                    )
                }
            }
        }
        return cells
    }

    private func cell(
        _ system: SystemAnswer,
        _ browser: BrowserAnswer,
        _ authenticator: AuthenticatorAnswer,
        _ browserStatus: BrowserStatusAnswer,
        clientRules: [[Reason]]
    ) -> CellVerdict {
        var asked: [Reason] = []
        asked.reserveCapacity(16)
        var silent = advice.readings
        asked += system.reasons
        let listed = authenticator.listsBrowser(browser)
        if let reason = listed == true ? browserStatus.whereListed : browserStatus.plain {
            asked.append(reason)
        }
        asked += authenticator.reasons
        append(listing: authenticator, browser, browserStatus, to: &asked)
        appendRules(system, browser, authenticator, clientRules, to: &asked, silent: &silent)
        asked += authenticator.evidence
        asked += advice.general

        let verdict = Verdict(effects: asked.lazy.map(\.effect))
        var ordered: [Reason] = []
        ordered.reserveCapacity(asked.count)
        for effect in Effect.allCases {
            for reason in asked where reason.effect == effect { ordered.append(reason) }
        }
        return CellVerdict(
            system: system.id,
            browser: browser.name,
            authenticator: authenticator.id,
            verdict: verdict,
            operatingSystemStatus: system.status,
            browserStatus: browserStatus.status,
            reasons: ordered,
            readings: Self.readings(behind: verdict, ordered, silent: silent)
        )
    }

    /// A verdict that fails rests on what fails; any other rests on everything that was asked and on what was not.
    private static func readings(behind verdict: Verdict, _ reasons: [Reason], silent: ReadingSet) -> ReadingSet {
        guard verdict == .notWarranted else { return reasons.reduce(into: silent) { $0.formUnion($1.readings) } }
        return reasons.lazy.filter { $0.effect == .fails }.reduce(into: []) { $0.formUnion($1.readings) }
    }

    private func append(
        listing authenticator: AuthenticatorAnswer,
        _ browser: BrowserAnswer,
        _ status: BrowserStatusAnswer,
        to asked: inout [Reason]
    ) {
        guard let listing = authenticator.listings[browser.index] else { return }
        asked.append(status.isUsable ? listing.whereSystemAllows : listing.plain)
    }

    private func appendRules(
        _ system: SystemAnswer,
        _ browser: BrowserAnswer,
        _ authenticator: AuthenticatorAnswer,
        _ clientRules: [[Reason]],
        to asked: inout [Reason],
        silent: inout ReadingSet
    ) {
        let marks = system.marks.union(browser.marks).union(authenticator.marks)
        for (index, rule) in assessor.rules.enumerated() {
            let inScope =
                rule.systems[system.index] && rule.operatingSystems[operatingSystemIndex]
                && rule.browsers[browser.column] && rule.authenticators[authenticator.index]
            let reasons = rule.dependsOnBrowser ? browser.rules[index] : clientRules[index]
            guard !reasons.isEmpty else { continue }
            if inScope {
                guard case .requiredSoftware = rule.rule.kind, !rule.rule.footnotes.isEmpty, !rule.marks.meets(marks)
                else {
                    asked += reasons
                    continue
                }
                switch policy.requirementSpread {
                case .everyCell: asked += reasons.map { $0.citing(ReadingSet(.a02)) }
                case .markedCells: silent.insert(ReadingSet(.a02))
                }
            } else if rule.marks.meetsByNumberAlone(marks), reasons.contains(where: { $0.effect != .satisfied }) {
                switch policy.footnoteNumbering {
                case .perTable: silent.insert(ReadingSet(.a01))
                case .shared: asked += reasons.map { $0.citing(ReadingSet(.a01)) }
                }
            }
        }
    }
}

package import Assessment
import StrictYAML
import SupportMatrix

extension CertificationDocument {
    /// The verdict on one combination, and why.
    package struct Cell: Hashable, Codable, Sendable {
        package let system: String
        package let systemName: String
        package let browser: String
        package let authenticator: String
        package let authenticatorName: String
        package let verdict: String
        package let operatingSystemStatus: String
        package let browserStatus: String
        package let readings: [String]
        /// The deciding one first.
        package let reasons: [ReasonSection]
        /// What a person could do about it.
        package let steps: [String]

        init(_ cell: CellVerdict, of certification: Certification) {
            system = cell.system
            systemName = certification.systemName(cell.system)
            browser = cell.browser
            authenticator = cell.authenticator
            authenticatorName = certification.authenticatorName(cell.authenticator)
            verdict = cell.verdict.rawValue
            operatingSystemStatus = cell.operatingSystemStatus.rawValue
            browserStatus = cell.browserStatus.rawValue
            readings = cell.readings.readings.map(\.id)
            reasons = cell.reasons.map(ReasonSection.init)
            let report = certification.assessment
            steps =
                Explanation(
                    of: cell,
                    edition: certification.edition,
                    policy: report.policy,
                    asOf: report.asOf,
                    operatingSystem: ""
                )
                .steps
        }

        /// What tests and reports call it: `smartcards in Edge for ncrs`.
        package var name: String { "\(authenticator) in \(browser) for \(system)" }

        /// The verdict as the closed set that it is; nil in a result of a later release that knows another.
        package var knownVerdict: Verdict? { Verdict(rawValue: verdict) }
    }

    package struct ReasonSection: Hashable, Codable, Sendable {
        package let rule: String
        package let effect: String
        package let sentence: String
        package let source: String
        package let evidence: EvidenceSection
        package let readings: [String]
        package let missing: MissingSection?

        init(_ reason: Reason) {
            rule = reason.rule
            effect = reason.effect.rawValue
            sentence = reason.sentence
            source = reason.source.description
            evidence = EvidenceSection(
                kind: reason.evidence.kind.rawValue,
                locator: reason.evidence.locator,
                line: reason.evidence.position?.line
            )
            readings = reason.readings.readings.map(\.id)
            missing = reason.missing.map { MissingSection(what: $0.what, supply: $0.supply) }
        }
    }

    package struct EvidenceSection: Hashable, Codable, Sendable {
        package let kind: String
        package let locator: String
        /// The line of the build's file.
        package let line: Int?
    }

    package struct MissingSection: Hashable, Codable, Sendable {
        package let what: String
        package let supply: String
    }
}

import Assessment
import CapabilityProbe
import StrictYAML
import SupportMatrix
import Vocabulary

/// A certification as JSON: schema `touchstone.certification/1`, described in `docs/json.md`.
package struct CertificationDocument: Encodable, Sendable {
    let build: BuildSection
    let edition: EditionSection
    let policy: PolicySection
    let asOf: String
    let verdict: String
    let counts: [String: Int]
    let cells: [Cell]
    /// The vendors' own dates; they change no verdict.
    let lifecycle: [Lifecycle]
    let devices: [Device]

    package init(_ certification: Certification) {
        let report = certification.assessment
        build = BuildSection(id: report.build, title: certification.title)
        edition = EditionSection(id: report.editionID, title: report.editionTitle, pageSHA256: report.editionDigest)
        policy = PolicySection(report.policy)
        asOf = report.asOf.description
        verdict = report.verdict.rawValue
        counts = Dictionary(report.counts.map { ($0.verdict.rawValue, $0.count) }) { first, _ in first }
        cells = report.cells.map(Cell.init)
        lifecycle = report.lifecycle.map {
            Lifecycle(subject: $0.subject, sentence: $0.sentence, source: $0.source)
        }
        devices = certification.devices.map { Device(recording: $0.recording, facts: $0.facts) }
    }

    struct BuildSection: Encodable {
        let id: String
        let title: String
    }

    struct EditionSection: Encodable {
        let id: String
        let title: String
        /// Of the page that the edition was read from.
        let pageSHA256: String
    }

    struct PolicySection: Encodable {
        let id: String
        /// Readings that differ from the built-in ones, with their settings.
        let overridden: [String: String]

        init(_ policy: Policy) {
            id = policy.id
            overridden = Dictionary(
                policy.overridden.map { ($0.id, Policy.knob(of: $0).value(in: policy)) }
            ) { first, _ in first }
        }
    }

    struct Lifecycle: Encodable {
        let subject: String
        let sentence: String
        let source: String?
    }

    struct Device: Encodable {
        let recording: String
        let facts: DeviceFacts
    }

    struct Cell: Encodable {
        let system: String
        let browser: String
        let authenticator: String
        let verdict: String
        let operatingSystemStatus: String
        let browserStatus: String
        let readings: [String]
        /// The deciding one first.
        let reasons: [ReasonSection]

        init(_ cell: CellVerdict) {
            system = cell.system
            browser = cell.browser
            authenticator = cell.authenticator
            verdict = cell.verdict.rawValue
            operatingSystemStatus = cell.operatingSystemStatus.rawValue
            browserStatus = cell.browserStatus.rawValue
            readings = cell.readings.readings.map(\.id)
            reasons = cell.reasons.map(ReasonSection.init)
        }
    }

    struct ReasonSection: Encodable {
        let rule: String
        let effect: String
        let sentence: String
        let source: String
        let evidence: EvidenceSection
        let readings: [String]
        let missing: MissingSection?

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

    struct EvidenceSection: Encodable {
        let kind: String
        let locator: String
        /// The line of the build's file.
        let line: Int?
    }

    struct MissingSection: Encodable {
        let what: String
        let supply: String
    }
}

import Assessment
package import CapabilityProbe
import KioskBuild
import StrictYAML
import SupportMatrix
import Vocabulary
import Vocabulary

/// A certification as JSON: schema `touchstone.certification/1`, described in `docs/json.md`.
///
/// Every report is written from this alone, so that a stored result gives the same reports again.
package struct CertificationDocument: Hashable, Codable, Sendable {
    package static let schema = "touchstone.certification/1"

    package let build: BuildSection
    package let edition: EditionSection
    package let policy: PolicySection
    package let asOf: String
    package let verdict: String
    package let counts: [String: Int]
    package let cells: [Cell]
    /// The vendors' own dates; they change no verdict.
    package let lifecycle: [Lifecycle]
    /// The readings of the page that a verdict or a reason depended on.
    package let readings: [ReadingSection]
    package let devices: [Device]
    /// The FIDO metadata that it went by; absent where the build needs none.
    package let metadata: MetadataSection?
    /// The checks that were run.
    package let checks: [CheckLine]

    package init(_ certification: Certification) {
        let report = certification.assessment
        build = BuildSection(certification.build)
        edition = EditionSection(id: report.editionID, title: report.editionTitle, pageSHA256: report.editionDigest)
        policy = PolicySection(report.policy)
        asOf = report.asOf.description
        verdict = report.verdict.rawValue
        counts = Dictionary(report.counts.map { ($0.verdict.rawValue, $0.count) }) { first, _ in first }
        cells = report.cells.map { Cell($0, of: certification) }
        lifecycle = report.lifecycle.map {
            Lifecycle(subject: $0.subject, sentence: $0.sentence, source: $0.source)
        }
        let cited = report.cells.reduce(into: ReadingSet()) { $0.formUnion($1.readings) }
        readings = cited.readings.map { ReadingSection($0, in: report.policy) }
        devices = certification.devices.map {
            Device(
                recording: $0.recording,
                facts: $0.facts,
                conversation: $0.conversation,
                appraisal: $0.appraisal,
                recordingFlaw: $0.recordingFlaw
            )
        }
        metadata = certification.metadata
        checks = certification.checks
    }

    package struct BuildSection: Hashable, Codable, Sendable {
        package let id: String
        package let title: String
        package let lab: String?
        package let assessor: String?
        /// `windows 11 24H2 Enterprise 26100.7171`.
        package let operatingSystem: String
        /// `edge 154.0.3595.90`.
        package let browsers: [String]

        init(_ build: BuildManifest) {
            let identity = build.assessment
            id = identity.id.value
            title = identity.title?.value ?? identity.id.value
            lab = identity.lab?.value
            assessor = identity.assessor?.value
            let os = build.os
            let parts = [
                os.family.value.rawValue, os.release?.value.description, os.displayVersion?.value.description,
                os.editionID?.value.rawValue, os.build?.value.description,
            ]
            operatingSystem = parts.compactMap(\.self).joined(separator: " ")
            browsers = build.browsers.map { browser in
                [browser.product.value.rawValue, browser.version?.value.description].compactMap(\.self)
                    .joined(separator: " ")
            }
        }
    }

    package struct EditionSection: Hashable, Codable, Sendable {
        package let id: String
        package let title: String
        /// Of the page that the edition was read from.
        package let pageSHA256: String
    }

    package struct PolicySection: Hashable, Codable, Sendable {
        package let id: String
        /// Readings that differ from the built-in ones, with their settings.
        package let overridden: [String: String]

        init(_ policy: Policy) {
            id = policy.id
            overridden = Dictionary(
                policy.overridden.map { ($0.id, Policy.knob(of: $0).value(in: policy)) }
            ) { first, _ in first }
        }
    }

    package struct ReadingSection: Hashable, Codable, Sendable {
        package let id: String
        package let question: String
        package let setting: String
        package let meaning: String

        init(_ reading: Reading, in policy: Policy) {
            let knob = Policy.knob(of: reading)
            id = reading.id
            question = reading.question
            setting = knob.value(in: policy)
            meaning = knob.meaning(in: policy)
        }
    }

    package struct Lifecycle: Hashable, Codable, Sendable {
        package let subject: String
        package let sentence: String
        package let source: String?
    }

    package struct Device: Hashable, Codable, Sendable {
        package let recording: String
        package let facts: DeviceFacts
        package let conversation: Conversation?
        package let appraisal: AppraisalDocument?
        /// What is amiss with the recording; absent for a whole one.
        package let recordingFlaw: String?
    }
}

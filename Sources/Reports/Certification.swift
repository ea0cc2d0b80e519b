package import Assessment
package import CapabilityProbe
package import KioskBuild
import StrictYAML
package import SupportMatrix

/// Everything that one certification found: the verdicts, and the facts that they rest on.
package struct Certification: Sendable {
    /// A device of the bench, with the file that its facts can be replayed from.
    package struct Device: Sendable {
        package let recording: String
        package let facts: DeviceFacts
        /// How the recorded conversation went; nil where there is none.
        package let conversation: Conversation?
        /// What the metadata makes of its security key; nil where nobody asked.
        package let appraisal: AppraisalDocument?
        /// What is amiss with the recording, as in `incomplete: there is no end event`; nil for a whole one.
        package let recordingFlaw: String?

        package init(
            recording: String,
            facts: DeviceFacts,
            conversation: Conversation? = nil,
            appraisal: AppraisalDocument? = nil,
            recordingFlaw: String? = nil
        ) {
            self.recording = recording
            self.facts = facts
            self.conversation = conversation
            self.appraisal = appraisal
            self.recordingFlaw = recordingFlaw
        }
    }

    package let build: BuildManifest
    package let assessment: AssessmentReport
    package let edition: Edition
    /// In the order of the bench.
    package let devices: [Device]
    /// The FIDO metadata that it went by; nil where the build needs none.
    package let metadata: MetadataSection?
    /// The checks that were made; none where nobody asked for any.
    package let checks: [CheckLine]

    package init(
        build: BuildManifest,
        assessment: AssessmentReport,
        edition: Edition,
        devices: [Device],
        metadata: MetadataSection? = nil,
        checks: [CheckLine] = []
    ) {
        self.build = build
        self.assessment = assessment
        self.edition = edition
        self.devices = devices
        self.metadata = metadata
        self.checks = checks
    }

    /// The build's title, or its id where it has none.
    package var title: String { build.assessment.title?.value ?? build.assessment.id.value }

    /// The distinct reasons with one effect, in the order in which the cells give them, with how many cells have each.
    package func reasons(_ effect: Effect) -> [(reason: Reason, cells: Int)] {
        var order: [Reason] = []
        var counts: [Reason: Int] = [:]
        for cell in assessment.cells {
            for reason in cell.reasons where reason.effect == effect {
                if counts[reason] == nil { order.append(reason) }
                counts[reason, default: 0] += 1
            }
        }
        return order.map { ($0, counts[$0] ?? 0) }
    }

    /// What would settle the open questions, each once.
    package var missing: [Missing] {
        var seen: Set<Missing> = []
        return assessment.cells.flatMap(\.missing).filter { seen.insert($0).inserted }
    }

    func systemName(_ id: String) -> String { edition.systems.first { $0.id == id }?.name ?? id }
    func authenticatorName(_ id: String) -> String { edition.authenticators.first { $0.id == id }?.name ?? id }
}

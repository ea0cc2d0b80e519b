package import Assessment
package import CapabilityProbe
package import SupportMatrix

/// Everything that one certification found: the verdicts, and the facts that they rest on.
package struct Certification: Sendable {
    /// A device of the bench, with the file that its facts can be replayed from.
    package struct Device: Sendable {
        package let recording: String
        package let facts: DeviceFacts

        package init(recording: String, facts: DeviceFacts) {
            self.recording = recording
            self.facts = facts
        }
    }

    /// The build's title, or its id where it has none.
    package let title: String
    package let assessment: AssessmentReport
    package let edition: Edition
    /// In the order of the bench.
    package let devices: [Device]

    package init(title: String, assessment: AssessmentReport, edition: Edition, devices: [Device]) {
        self.title = title
        self.assessment = assessment
        self.edition = edition
        self.devices = devices
    }

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

import CapabilityProbe
import Foundation
import Reports
import Vocabulary
import WireRecording

/// What a certification saw: the devices with their facts, and on which day.
struct ObservedBench: Sendable {
    struct Device: Sendable {
        /// The recording's file name, by which evidence is cited.
        let name: String
        let path: String
        let facts: DeviceFacts
        let references: EventReferences
        let conversation: Conversation
        /// When it was asked.
        let moment: Date
        /// What is amiss with the recording; nil for a whole one.
        let recordingFlaw: String?
    }

    let devices: [Device]
    var checks = CertificationChecks.leftOut
    /// The day of the newest recording; today when nothing was there to record.
    let day: CalendarDate

    init(_ outcomes: [BenchRun.Outcome], of recordings: [RecordingOverview]) {
        devices = zip(outcomes, recordings)
            .map { outcome, recording in
                Device(
                    name: PathName(recording.path).last,
                    path: recording.path,
                    facts: outcome.facts,
                    references: recording.references,
                    conversation: recording.conversation,
                    moment: Date(timeIntervalSince1970: TimeInterval(recording.header.capturedAt.secondsSinceEpoch)),
                    recordingFlaw: recording.flaw
                )
            }
        let newest = recordings.map(\.header.capturedAt.secondsSinceEpoch).max()
        let moment = newest.map(TimeInterval.init) ?? Date().timeIntervalSince1970
        day = Day.of(Date(timeIntervalSince1970: moment))
    }
}

import FixtureSupport
import StrictYAML
import SupportMatrix
import Testing
import Vocabulary

@testable import Assessment

/// What required checks make of a verdict.
@Suite struct RequiredCheckTests {
    private let edition: Edition
    private let assessor: Assessor

    init() throws {
        edition = try Edition.newestBuiltIn()
        assessor = Assessor(edition: edition)
    }

    private func outcome(_ check: String, _ verdict: CheckOutcomes.Outcome.Verdict) -> CheckOutcomes.Outcome {
        CheckOutcomes.Outcome(check: check, verdict: verdict, reason: verdict == .passed ? nil : "for a reason")
    }

    private func reasons(_ change: (inout [CheckOutcomes.Outcome]) -> Void) -> [Reason] {
        var outcomes = RequiredChecks.card.map { outcome($0, .passed) }
        change(&outcomes)
        let device = CheckOutcomes.Device(
            kind: .reader,
            name: "Reader",
            reference: "checks/01.jsonl",
            outcomes: outcomes
        )
        return assessment(.made([device])).checkReasons(.reader)
    }

    private func assessment(_ checks: CheckOutcomes) -> ClientAssessment {
        let client = ClientDescription(
            operatingSystem: OperatingSystemIdentity(family: .windows),
            authenticators: edition.authenticators.map(\.id)
        )
        return ClientAssessment(
            assessor,
            client,
            evidence: .none,
            checks: checks,
            metadata: .none,
            asOf: CalendarDate("2026-11-25") ?? CalendarDate(daysSince1970: 0),
            advice: .none
        )
    }

    @Test func buildAndEditionSayWhichAreRequired() {
        let all = RequiredChecks(edition.authenticators.map(\.id), assessor)
        #expect(all.ids(.reader) == RequiredChecks.card)
        #expect(all.ids(.securityKey) == RequiredChecks.key + RequiredChecks.certifiedKey)
        #expect(RequiredChecks(["smartcards"], assessor).ids == RequiredChecks.card)
        #expect(RequiredChecks([], assessor).ids.isEmpty)
    }

    /// The sample recordings hold all of them; else the samples would be inconclusive.
    @Test(arguments: ["ward", "keys/level2"]) func theSamplesHoldThem(folder: String) throws {
        let all = RequiredChecks(edition.authenticators.map(\.id), assessor)
        let plan = try Fixtures.text("recordings/\(folder)/checks/checks.journal").prefix { !$0.isNewline }
        let required = folder == "ward" ? all.ids : all.ids(.securityKey)
        let missing = required.filter { !plan.contains("\"\($0)\"") }
        #expect(missing.isEmpty, "add them to the Makefile's list and renew the recordings with `make check-fixtures`")
    }

    @Test func allPassedSatisfies() {
        #expect(reasons { _ in }.map(\.effect) == [.satisfied])
        #expect(reasons { $0[1] = self.outcome("atr.tck", .notApplicable) }.map(\.effect) == [.satisfied])
    }

    @Test func aFailedOneFails() {
        let reasons = reasons { $0[1] = self.outcome("atr.tck", .failed) }
        #expect(reasons.map(\.effect) == [.fails, .satisfied])
        #expect(reasons[0].rule == "checks.atr.tck" && reasons[0].sentence.contains("for a reason"))
    }

    @Test func aMissingOneIsOpen() {
        for reasons in [reasons { $0.removeFirst() }, reasons { $0[0] = self.outcome("atr.syntax", .notRun) }] {
            #expect(reasons.map(\.effect) == [.open, .satisfied])
            #expect(reasons[0].missing?.supply.contains("touchstone certify") == true)
        }
        let nothing = assessment(.made([])).checkReasons(.reader)
        #expect(nothing.map(\.effect) == [.open])
    }

    /// A run that cost the card a try has failed, although nobody asks for the comparison.
    @Test func aTryThatWasSpentFails() {
        let reasons = reasons { $0.append(self.outcome("run.card-tries", .failed)) }
        #expect(reasons.map(\.effect) == [.fails, .satisfied] && reasons[0].rule == "checks.run.card-tries")
        #expect(self.reasons { $0.append(self.outcome("run.card-tries", .passed)) }.map(\.effect) == [.satisfied])
    }

    @Test func allLeftOutIsOneOpenQuestion() {
        let reasons = assessment(.leftOut).checkReasons(.reader)
        #expect(reasons.map(\.effect) == [.open] && reasons[0].rule == "checks.none")
        #expect(reasons[0].sentence == "None of the 5 required checks was made.")
    }

    /// Checks of which the recording breaks off may have gone on otherwise.
    @Test func aRecordingThatIsNotWholeIsOpen() {
        let passed = RequiredChecks.card.map { outcome($0, .passed) }
        let device = CheckOutcomes.Device(
            kind: .reader,
            name: "Reader 1",
            reference: "checks/01-reader.jsonl",
            outcomes: passed,
            recordingFlaw: "incomplete: there is no end event"
        )
        let reasons = assessment(.made([device])).checkReasons(.reader)
        #expect(reasons.map(\.effect) == [.open, .satisfied] && reasons[0].rule == "checks.recording")
        #expect(reasons[0].sentence.contains("checks/01-reader.jsonl, is incomplete: there is no end event"))
    }

    /// Bundles from before are judged as they were.
    @Test func whereNoneIsAskedForNothingIsSaid() {
        #expect(assessment(.notAsked).checkReasons(.reader).isEmpty)
    }
}

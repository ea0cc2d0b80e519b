import BenchInventory
import CTAPMessages
import CapabilityProbe
import Testing
import Vocabulary

@testable import Checks

/// What waivers and quirks make of results: marks, and never another story.
struct AllowancesTests {
    private let aaguid = AAGUID.zero
    private let day = CalendarDate("2026-11-28") ?? CalendarDate(daysSince1970: 0)

    private var model: CheckedModel {
        var model = CheckedModel(
            DeviceIdentity(kind: .securityKey, name: "Key", vendorID: 0x1050, productID: 0x0407, bcdDevice: 0x0543)
        )
        model.aaguid = aaguid
        model.firmware = 150
        return model
    }

    private func result(_ outcome: CheckOutcome, slot: Int? = nil) -> CheckResult {
        CheckResult(id: "gi.algs", device: 0, slot: slot, outcome: outcome)
    }

    private func waiver(until lastDay: String, _ subject: Waiver.Subject? = nil) -> Waiver {
        Waiver(
            pattern: IDPattern("gi.*"),
            subject: subject ?? .aaguid(aaguid),
            justification: "for now",
            grantor: "A. Assessor",
            lastDay: CalendarDate(lastDay) ?? day
        )
    }

    private func quirk(_ fingerprint: String = "twice: *", firmware: ClosedRange<UInt64>? = nil) -> Quirk {
        Quirk(
            check: IDPattern("gi.algs"),
            subject: .key(aaguid, firmware: firmware),
            fingerprint: IDPattern(fingerprint),
            explanation: "an old list",
            link: "https://example.org/1",
            reviewDay: CalendarDate("2026-11-28") ?? day
        )
    }

    private func judged(
        _ outcome: CheckOutcome,
        slot: Int? = nil,
        waivers: [Waiver] = [],
        quirks: [Quirk] = [],
        on day: String = "2026-11-28"
    ) -> CheckOutcome {
        let allowances = Allowances(
            waivers: WaiverList(waivers),
            quirks: QuirkTable(quirks),
            day: CalendarDate(day) ?? self.day
        )
        return allowances.applied(to: [result(outcome, slot: slot)], of: model)[0].outcome
    }

    private let failure = CheckOutcome.failed("twice: -7")

    @Test func whatIsWaivedHasStillFailed() {
        let outcome = judged(failure, waivers: [waiver(until: "2026-11-28")])
        #expect(outcome.verdict == .failed && outcome.reason == "twice: -7" && !outcome.isFailure)
        #expect(outcome.waived == "for now (A. Assessor, until 2026-11-28)")
    }

    @Test func anExpiredWaiverWaivesNothingAndIsTold() {
        let outcome = judged(failure, waivers: [waiver(until: "2026-11-27")])
        #expect(outcome.isFailure && outcome.reason == "twice: -7; its waiver expired on 2026-11-27")
        let renewed = judged(failure, waivers: [waiver(until: "2026-11-27"), waiver(until: "2026-12-24")])
        #expect(!renewed.isFailure)
    }

    @Test func aWaiverIsForItsDeviceAlone() {
        #expect(judged(failure, waivers: [waiver(until: "2027-01-01", .reader("Key"))]).isFailure)
        #expect(!judged(failure, slot: 0, waivers: [waiver(until: "2027-01-01", .reader("Key"))]).isFailure)
        #expect(judged(failure, slot: 0, waivers: [waiver(until: "2027-01-01")]).isFailure)
        let other = Waiver.Subject.serialSHA256(CheckedModel.digest(ofSerial: "SN1"))
        #expect(judged(failure, waivers: [waiver(until: "2027-01-01", other)]).isFailure)
    }

    @Test(arguments: [CheckOutcome.passed, .notApplicable("so"), .notRun(.bench, "gone")])
    func nothingButAFailureIsWaived(outcome: CheckOutcome) {
        #expect(judged(outcome, waivers: [waiver(until: "2027-01-01")], quirks: [quirk("*o*")]) == outcome)
    }

    @Test func aKnownDeviationIsMarginalWithItsReason() {
        let outcome = judged(failure, quirks: [quirk()])
        #expect(outcome.verdict == .passed)
        #expect(outcome.marginal == "known deviation: twice: -7; an old list (https://example.org/1)")
        let late = judged(failure, quirks: [quirk()], on: "2026-11-29")
        #expect(late.marginal?.hasSuffix("; this was to be looked at again by 2026-11-28") == true)
    }

    /// Another fault of the same check, or another release, is no known deviation.
    @Test func anythingElseIsAFailure() {
        #expect(judged(.failed("none is listed"), quirks: [quirk()]).isFailure)
        #expect(judged(failure, quirks: [quirk(firmware: 151...200)]).isFailure)
        #expect(!judged(failure, quirks: [quirk(firmware: 150...150)]).isFailure)
    }

    @Test func aSerialNumberIsKnownByItsDigest() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        #expect(CheckedModel.digest(ofSerial: "") == empty, "SHA-256 of nothing (FIPS 180-4)")
    }
}

import CBORTree
import CTAPMessages
import Octets
import SoftwareAuthenticator
import Testing
import TransportTesting

@testable import WireRecording

/// The software authenticator held against authenticators that nobody here wrote: the same requests in the same order have
/// to come to the same statuses, and every difference has its reason.
@Suite(.enabled(if: ForeignTrace.folder != nil, "../shared/data/traces is not there"))
struct ForeignConductTests {
    /// An answer that differs.
    struct Difference: Hashable {
        let command: CTAPCommand
        let theirs: CTAPStatus
        let ours: CTAPStatus

        init(_ command: CTAPCommand, _ theirs: CTAPStatus, _ ours: CTAPStatus) {
            self.command = command
            self.theirs = theirs
            self.ours = ours
        }
    }

    /// Why an answer may differ, by scenario.
    private static let reasons: [String: [Difference: String]] = {
        let noFingers = [
            Difference(.bioEnrollmentPreview, CTAPStatus(rawValue: 0xF1), .invalidCommand):
                "it has no such command, and CTAP 2.1, 8.1 has a status for that"
        ]
        let noUVRetries = [
            Difference(.clientPIN, .other, .invalidParameter):
                "getUVRetries is newer than CTAP 2.0, which has no status for a subcommand that it does not know"
        ]
        let optionsFirst = [
            Difference(.makeCredential, .pinUvAuthTokenRequired, .unsupportedOption):
                "options that it does not have are looked at before the PIN is asked for (CTAP 2.1, 6.1.2, step 5)"
        ]
        return [
            "canokey-fido/01-getinfo": noFingers,
            "canokey-fido/08-setpin": noFingers,
            "canokey-fido/14-wrong-pin": noFingers,
            "solo1/01-getinfo": noUVRetries,
            "solo1/06-eddsa": [
                Difference(.makeCredential, .success, .unsupportedAlgorithm): "this model makes keys for ES256 alone"
            ],
            "solo1/08-setpin": noUVRetries,
            "solo1/09-makecred-pin": optionsFirst,
            "solo1/13-hmac-secret": optionsFirst,
            "solo1/14-wrong-pin": noUVRetries,
            "solo1/15-wrong-pin-makecred": optionsFirst,
            "solo1/16-credprotect-3-pin": optionsFirst,
        ]
    }()

    /// A host that gives up or waits for a touch that does not come is a matter of time, not of order; other tests have it.
    private static let timed = ["19-", "20-", "21-", "22", "23-", "24-", "25-"]

    /// Of U2F only the statuses of CTAP2 could be compared; and proofs over the ids of credentials, which are others here, are
    /// not made by this host yet, so deletions are not compared.
    private static let leftOut = ["04-", "12-"]

    private static let traces = ForeignTrace.all.filter { trace in
        let name = trace.name.split(separator: "/").last ?? ""
        return !(timed + leftOut).contains { name.hasPrefix($0) }
    }

    /// A key of ours like theirs: CTAP 2.1 like the one, 2.0 like the other, and with the PIN from scenario 09 on.
    private static func model(_ trace: ForeignTrace) -> AuthenticatorModel {
        let isOld = trace.name.hasPrefix("solo1")
        var model = isOld ? AuthenticatorModel.level1Key : .victimKey
        if isOld { model.information?[0x02] = ["credProtect", "hmac-secret"] }
        model.addOption("credentialMgmtPreview")
        model.touch = .zero
        let number = trace.name.split(separator: "/").last.flatMap { Int($0.prefix(2)) } ?? 0
        model.initialPIN = number > 8 ? "12345678" : nil
        return model
    }

    @Test(arguments: traces)
    func answersAsOthersDo(_ trace: ForeignTrace) throws {
        let folder = try TemporaryFolder()
        try trace.record(to: folder.file())
        let recording = try Recording(reading: folder.file())
        var host = SimulatedPlatform()
        if trace.name.hasSuffix("changepin") { host.newPINs = ["87654321", "12345678"].map { Secret(Array($0.utf8)) } }
        let device = SoftwareReportChannel(SoftwareAuthenticator(model: Self.model(trace)))
        let comparisons = try host.converse(recording, with: device)
        #expect(comparisons.count > 0)
        let differences = Set(
            comparisons.filter { $0.recorded != $0.live }
                .map { Difference($0.command, $0.recorded, $0.live) }
        )
        let expected = Self.reasons[trace.name] ?? [:]
        let told = differences.map { "\($0.command.name): \($0.theirs.name), ours \($0.ours.name)" }.sorted()
        #expect(differences == Set(expected.keys), "DIFF \(trace.name) \(told)")
    }
}

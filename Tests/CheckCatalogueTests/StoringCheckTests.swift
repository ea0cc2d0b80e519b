import CBORTree
import CTAPMessages
import CheckCatalogue
import Checks
import DeviceTransport
import SafetyGuard
import SoftwareAuthenticator
import Testing
import TransportTesting

/// The checks that write on a key and take it back: sound keys pass, broken ones are found, and nothing stays.
@Suite struct StoringCheckTests {
    @Test func nothingFailsAndNothingStays() async throws {
        let run = StoringRun()
        let (blobs, tries) = (run.key.largeBlobs, run.hands.requests)
        #expect(tries.isEmpty)
        for result in try await run.results() { #expect(result.outcome == .passed, "\(result.id): \(result.outcome)") }
        #expect(run.key.storedCredentials == 0)
        #expect(run.key.largeBlobs == blobs)
        // The PIN is asked for once, and somebody is shown the temporary one.
        #expect(run.hands.requests.count == 2, "\(run.hands.requests)")
    }

    /// Beside all the others, whose observers look on.
    @Test func theWholeCatalogueUpToD2() async throws {
        let run = StoringRun()
        let entries = Catalogue.all.entries.filter { $0.description.danger <= .d2 }
        for result in try await run.results(entries) {
            #expect([.passed, .notApplicable].contains(result.outcome.verdict), "\(result.id): \(result.outcome)")
        }
        #expect(run.key.storedCredentials == 0)
    }

    /// A key that has no PIN, or keeps nothing, is left alone.
    @Test(arguments: [AuthenticatorModel.level1Key, .u2fKey, .enterpriseKey])
    func keysWithoutAPINAreLeftAlone(model: AuthenticatorModel) async throws {
        let run = StoringRun(model)
        for result in try await run.results() where result.id.rawValue.prefix(4) != "run." {
            #expect(result.outcome.verdict == .notApplicable, "\(result.id): \(result.outcome)")
        }
        #expect(run.hands.requests.isEmpty && run.listener.traces.isEmpty)
    }

    @Test(arguments: Sabotage.storing)
    func isFound(sabotage: Sabotage) async throws {
        let run = StoringRun(sabotage.model, sabotage.faults)
        let results = try await run.results()
        let failures = results.filter { $0.outcome.verdict == .failed }
        let reasons = failures.map { "\($0.id): \($0.outcome.reason ?? "")" }
        let failed = Set(failures.map(\.id))
        let missing = sabotage.finders.subtracting(failed).sorted()
        let undue = failed.subtracting(sabotage.finders).sorted()
        #expect(missing.isEmpty && undue.isEmpty, "not found by \(missing), found by \(undue): \(reasons)")
        for result in results where result.outcome.verdict == .notRun {
            #expect(result.outcome.party != .us, "\(result.id): \(result.outcome)")
        }
    }

    @Test func everyCheckHasItsFault() {
        let meant = Set(Sabotage.storing.flatMap(\.meant))
        #expect(meant == Set(StoringRun.entries.map(\.description.id)))
    }

    /// Somebody who gives the wrong PIN loses one try and no second, and nothing is written.
    @Test func aWrongPINIsSentOnce() async throws {
        let run = StoringRun(.with { $0.initialPIN = "999999" })
        let results = try await run.results()
        let reasons = Set(results.filter { $0.id.rawValue.prefix(4) != "run." }.compactMap(\.outcome.reason))
        #expect(reasons == ["the PIN that was given is answered CTAP2_ERR_PIN_INVALID; 7 tries are left"])
        #expect(run.listener.traces.isEmpty)
        #expect(run.hands.requests.count == 1)
    }

    @Test func withTwoTriesLeftNobodyIsAsked() async throws {
        let run = StoringRun(.with { $0.pinRetries = 2 })
        for result in try await run.results() where result.id.rawValue.prefix(4) != "run." {
            #expect(result.outcome.party == .person, "\(result.id): \(result.outcome)")
        }
        #expect(run.hands.requests.isEmpty)
    }

    /// Without the allowance none of them is run, PIN or no PIN.
    @Test func noneIsRunBelowD2() async throws {
        let run = StoringRun()
        let results = try await run.results(allowance: .d1)
        for result in results where result.id.rawValue.prefix(4) != "run." {
            #expect(result.outcome.verdict == .notRun && result.outcome.party == .person, "\(result)")
            #expect(result.outcome.reason?.contains("--danger d2 allows it") == true, "\(result)")
        }
        #expect(run.hands.requests.isEmpty && run.listener.traces.isEmpty)
    }
}

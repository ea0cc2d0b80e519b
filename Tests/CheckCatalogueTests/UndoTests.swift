import CBORTree
import CTAPMessages
import CheckCatalogue
import Checks
import DeviceTransport
import Octets
import SafetyGuard
import SoftwareAuthenticator
import Testing
import TransportTesting

/// What a check has written is taken back however it ends, and where that fails people are told.
@Suite struct UndoTests {
    /// A check that stores a credential and then ends in its own way.
    private static func storing(
        _ end: @escaping @Sendable (KeyUnderTest) async throws(CheckEnd) -> Void
    ) -> [CatalogueEntry] {
        [
            .key(
                Check(
                    "rogue.store",
                    "a check that stores",
                    clause: .touchstone("none"),
                    danger: .d2,
                    leaves: .undone,
                    using: .tokens,
                    because: "It stores."
                ) { key throws(CheckEnd) in
                    let token = try await key.token(.makeCredential, rpID: key.rpID)
                    let call = try key.creation().with(.member(0x07), ["rk": true]).authorized(by: token)
                    _ = try key.make(call)
                    try await end(key)
                }
            )
        ]
    }

    @Test func afterAFailure() async throws {
        let run = StoringRun()
        let results = try await run.results(Self.storing { _ throws(CheckEnd) in throw .failed("on purpose") })
        #expect(results.first { $0.id == "rogue.store" }?.outcome == .failed("on purpose"))
        #expect(results.last == CheckResult(id: "run.undone", device: 0, outcome: .passed))
        #expect(run.key.storedCredentials == 0)
        let kinds = run.listener.traces.map { trace in
            switch trace {
            case .expected: "expected"
            case .made: "made"
            case .gone: "gone"
            case .blobExpected, .blobGone: "blob"
            case .pinExpected, .pinGone: "PIN"
            }
        }
        #expect(kinds == ["expected", "made", "gone"])
    }

    /// A run that is stopped ends at once, and leaves nothing all the same.
    @Test func afterTheRunWasStopped() async throws {
        let run = StoringRun()
        let task = Task {
            try await run.results(
                Self.storing { _ throws(CheckEnd) in
                    try? await Task.sleep(for: .seconds(60))
                    throw .notRun(.person, "the run was stopped")
                }
            )
        }
        while run.listener.traces.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        let results = try await task.value
        #expect(results.last?.id == "run.undone" && results.last?.outcome == .passed, "\(results)")
        #expect(run.key.storedCredentials == 0)
    }

    /// A check that gets stuck is left to itself; what it wrote is taken back over a session of its own.
    @Test func afterTheTimeOfTheCheckIsOver() async throws {
        var run = StoringRun()
        run.timing.check = .seconds(2)
        let results = try await run.results(
            Self.storing { _ throws(CheckEnd) in try? await Task.sleep(for: .seconds(20)) }
        )
        let outcome = results.first { $0.id == "rogue.store" }?.outcome
        #expect(outcome?.reason?.hasPrefix("the check is not over within") == true, "\(results)")
        #expect(run.key.storedCredentials == 0)
    }

    /// A key that does not let go: the outcome and the end of the run name the relying party, the id and the remedy.
    @Test func whatCannotBeTakenBackIsSaid() async throws {
        let run = StoringRun(.level2Key, [.refuse(command: 0x0A, status: 0x30)])
        let results = try await run.results(Self.storing { _ throws(CheckEnd) in })
        for id: CheckID in ["rogue.store", "run.undone"] {
            let outcome = try #require(results.first { $0.id == id }?.outcome)
            let reason = try #require(outcome.reason)
            #expect(outcome.verdict == .failed)
            #expect(reason.contains("a credential of rogue-store.checks.touchstone.invalid is left on the key"))
            #expect(reason.contains("`fido2-token -D -i "), "\(reason)")
        }
        #expect(run.key.storedCredentials == 1)
    }

    /// Another run was killed after it had asked for a credential: this one finds it by its handle, and deletes it.
    @Test func whatAnEarlierRunHasLeftIsTakenBack() async throws {
        let first = StoringRun(.level2Key, [])
        let keeper = first.listener
        _ = try await first.results(Self.storing { key throws(CheckEnd) in throw .failed("killed") })
        let asked: [CredentialTrace] = keeper.traces.compactMap { trace in
            guard case .expected(let credential) = trace else { return nil }
            return credential
        }
        let trace = try #require(asked.first)
        // The same key with the credential still on it.
        let second = StoringRun(.level2Key, [])
        let makes = Self.storing { key throws(CheckEnd) in key.record.traces.forget(key.record.traces.credentials[0]) }
        _ = try await second.results(makes)
        #expect(second.key.storedCredentials == 1)
        let third = StoringRun(continuing: second)
        let results = try await third.results([], left: [trace])
        #expect(results.last?.id == "run.undone" && results.last?.outcome == .passed, "\(results)")
        #expect(third.key.storedCredentials == 0)
    }

    /// Another key that is plugged in meanwhile is asked for no more than who it is, whether or not anybody said so.
    @Test(arguments: [false, true]) func aStrangerIsLeftAlone(isUnannounced: Bool) async throws {
        var run = StoringRun()
        run.device.isLeftAlone = isUnannounced
        var model = AuthenticatorModel.selfAttestedKey
        model.initialPIN = "999999"
        let stranger = SoftwareAuthenticator(model: model)
        run.device.impostor = stranger
        let entries = Catalogue.all.entries.filter { ["lc.persist", "cp.change"].contains($0.description.id) }
        let results = try await run.results(entries)
        let last = try #require(results.first { $0.id == "cp.change" }?.outcome)
        #expect(last.verdict == .notRun, "\(results)")
        #expect(last.reason?.contains("another device was plugged in") == true, "\(results)")
        #expect(results.last?.outcome.reason?.contains("is left on the key") == true, "\(results)")
        #expect(run.key.storedCredentials == 1)
        var other = run
        other.device = SoftwareDevice(authenticator: stranger)
        let tries = try await other.results([]).first { $0.id == "run.tries-before" }?.notes
        #expect(tries == ["8 tries left"])
    }

    /// Nothing that leaves deletes or renames a credential that the run did not make, judged by a list of its own.
    @Test func onlyOwnCredentialsAreDeleted() async throws {
        var model = AuthenticatorModel.level2Key
        model.touch = .milliseconds(600)
        let spy = SpiedDevice(authenticator: SoftwareAuthenticator(model: model))
        let hands = ScriptedOperator([.types(AuthenticatorModel.factoryPIN), .types("")])
        _ = try await SpiedDevice.run(StoringRun.entries + [Self.thief], on: spy, allowance: .d4, hands: hands)
        var users: Set<[UInt8]> = []
        var deletions = 0
        for message in spy.log.messages where message.command == .cbor {
            guard let command = message.payload.first, message.payload.count > 1 else { continue }
            let parameters = try CBORItem(parsing: Array(message.payload.dropFirst()))
            switch command {
            case 0x01 where parameters[0x07]?["rk"] == true:
                let rpID = try #require(parameters[0x02]?["id"]?.text)
                #expect(rpID.hasSuffix(".checks.touchstone.invalid"))
                users.insert(try #require(parameters[0x03]?["id"]?.bytes))
            case 0x0A where [6, 7].contains(parameters[0x01]?.integer):
                deletions += 1
                #expect(parameters[0x02]?[0x02]?["id"]?.bytes != Self.stolen, "somebody's credential")
            case 0x06: #expect([1, 2, 4, 7, 9].contains(parameters[0x02]?.integer), "\(parameters)")
            case 0x07, 0x0D, 0x40...0xFF: Issue.record("\(message)")
            default: break
            }
        }
        #expect(users.count > 10 && deletions > 10)
    }

    /// A change of the PIN that is broken off in the middle is taken back by the run.
    @Test func thePINIsChangedBack() async throws {
        let run = StoringRun()
        let results = try await run.results([Self.changing])
        #expect(results.first { $0.id == "rogue.change" }?.outcome == .failed("on purpose"), "\(results)")
        #expect(results.last?.id == "run.undone" && results.last?.outcome == .passed, "\(results)")
        #expect(run.listener.traces == [.pinExpected, .pinGone])
    }

    /// Where the way back is refused people are told, and no second try is lost.
    @Test func aPINThatStaysChangedIsSaid() async throws {
        let run = StoringRun(.level2Key, [.lax(.pinChangeIgnored)])
        let results = try await run.results([Self.changing])
        let outcome = try #require(results.first { $0.id == "run.undone" }?.outcome)
        #expect(outcome.reason?.contains("`fido2-token -C DEVICE` changes it") == true, "\(results)")
        let tries = results.first { $0.id == "run.tries" }?.outcome.reason
        #expect(tries == "8 tries were left before the run, and 7 are left after it")
    }

    /// Changes the PIN and leaves it so.
    private static let changing = CatalogueEntry.key(
        Check(
            "rogue.change",
            "a check that changes the PIN",
            clause: .touchstone("none"),
            danger: .d2,
            using: .change,
            because: "It changes."
        ) { key throws(CheckEnd) in
            let old = try await key.pin()
            _ = try await key.token(.getAssertion, rpID: key.rpID)
            let temporary = Secret(Array("97531864".utf8))
            key.record.temporaryPIN = temporary
            _ = try key.change(old, to: temporary)
            throw .failed("on purpose")
        }
    )

    private static let stolen = Array(repeating: UInt8(0x77), count: 32)

    /// Tries to delete a credential that it has not made.
    private static let thief = CatalogueEntry.key(
        Check(
            "rogue.thief",
            "a thief",
            clause: .touchstone("none"),
            danger: .d2,
            using: .tokens,
            because: "It steals."
        ) { key throws(CheckEnd) in
            _ = try key.manage(.deleteCredential, stolen, by: try await key.token(.credentialManagement))
        }
    )
}

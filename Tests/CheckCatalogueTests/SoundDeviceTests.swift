import CBORTree
import CheckCatalogue
import Checks
import CTAPMessages
import SafetyGuard
import SoftwareAuthenticator
import SoftwareCard
import Testing

/// The whole catalogue against devices that keep the rules.
@Suite struct SoundDeviceTests {
    static let models: [AuthenticatorModel] = [
        .level2Key, .level1Key, .u2fKey, .enterpriseKey, .lockingKey, .firmwareKey, .preferringKey,
    ]

    /// Without metadata a key that is older than CTAP 2 cannot be vouched for, and one without a PIN is as good as any.
    @Test(arguments: models)
    func nothingFails(model: AuthenticatorModel) async throws {
        let results = try await SoftwareRun.results(of: model)
        // Two more read the tries at the PIN, before and after.
        #expect(results.count == Self.checks(of: .securityKey).count + 2)
        for result in results {
            #expect([.passed, .notApplicable].contains(result.outcome.verdict), "\(result.id): \(result.outcome)")
        }
    }

    @Test(arguments: CardModel.all)
    func nothingFails(card: CardModel) async throws {
        let results = try await SoftwareRun.results(of: card)
        for result in results {
            #expect([.passed, .notApplicable].contains(result.outcome.verdict), "\(result.id): \(result.outcome)")
        }
    }

    /// A sound reader, with a card in it and without; one whose driver tells nothing has nothing to be held to.
    @Test(arguments: [true, false])
    func nothingFails(hasCard: Bool) async throws {
        for result in try await SoftwareRun.results(of: SoftwareReader(), hasCard: hasCard) {
            let isCardCheck = !result.id.rawValue.hasPrefix("rd.")
            let isWell = [.passed, .notApplicable].contains(result.outcome.verdict)
            #expect(isWell || (isCardCheck && !hasCard), "\(result.id): \(result.outcome)")
        }
    }

    /// A program that was ended leaves answers on the way, to its CTAPHID_INIT and to its requests.
    @Test func answersToAnotherProgramAreNotTakenForOnes() async throws {
        let nonce = Array(repeating: UInt8(0x5A), count: 8)
        let opening = nonce + [0, 0, 0, 99, 2, 5, 4, 3, 0x05]
        let messages = [
            CTAPHIDMessage(channel: CTAPHIDMessage.broadcast, command: .initialize, payload: opening),
            CTAPHIDMessage(channel: 99, command: .cbor, payload: [0]),
        ]
        let device = SoftwareDevice(
            authenticator: SoftwareAuthenticator(model: .level2Key),
            overheard: try messages.flatMap { try $0.reports() }
        )
        let entries = Catalogue.all.entries.filter { $0.description.id.rawValue.hasPrefix("hid.") }
        let results = try await SoftwareRun.results(on: device, entries, allowance: .d0)
        #expect(results.count > 10)
        for result in results {
            #expect([.passed, .notApplicable].contains(result.outcome.verdict), "\(result.id): \(result.outcome)")
        }
    }

    /// The same with waits that last, as on a bench.
    @Test(.timeLimit(.minutes(2)))
    func nothingFailsInItsOwnTime() async throws {
        var model = AuthenticatorModel.level2Key
        model.touch = .milliseconds(400)
        let device = SoftwareDevice(authenticator: SoftwareAuthenticator(model: model), keepsTime: true)
        let timing = CheckTiming(silence: .milliseconds(300))
        for result in try await SoftwareRun.results(on: device, timing: timing) {
            #expect([.passed, .notApplicable].contains(result.outcome.verdict), "\(result.id): \(result.outcome)")
        }
    }

    /// A key that touches itself has asked for it first, so nobody can say that it did without.
    @Test(arguments: [100, 150])
    func aTouchThatNobodyWasAskedForIsNoFaultOfTheKey(milliseconds: Int) async throws {
        for id: CheckID in ["mc.no-touch", "hid.keepalive"] {
            let outcome = try await outcome(of: id, touchedAfter: .milliseconds(milliseconds))
            #expect(outcome.verdict == .notRun && outcome.party == .person, "\(id): \(outcome)")
        }
    }

    /// Within the time that a key has for asking, nobody can touch it again and again.
    @Test func aTouchBeforeTheKeyCouldAskIsNoTouchWhenItComesEachTime() async throws {
        let waits = try await outcome(of: "mc.no-touch", touchedAfter: .milliseconds(20))
        #expect(waits.verdict == .failed, "\(waits)")
        let says = try await outcome(of: "hid.keepalive", touchedAfter: .milliseconds(20))
        #expect(says.verdict == .notRun && says.party == .person, "\(says)")
    }

    private func outcome(of id: CheckID, touchedAfter delay: Duration) async throws -> CheckOutcome {
        var model = AuthenticatorModel.level2Key
        model.touch = delay
        let results = try await SoftwareRun.results(of: model, [try #require(Catalogue.all[id])])
        return try #require(results.first { $0.id == id }).outcome
    }

    /// What metadata do not state may have come with newer firmware, and with no older one.
    @Test(arguments: [(8, true), (7, false)])
    func whatNewerFirmwareBringsIsNoted(firmware: Int, isNewer: Bool) async throws {
        let model = AuthenticatorModel.levelOne {
            $0.information?[0x05] = 1300
            $0.information?[0x0E] = .int(firmware)
        }
        let results = try await SoftwareRun.results(of: model, [try #require(Catalogue.all["gi.mds-equal"])])
        let outcome = try #require(results.first { $0.id == "gi.mds-equal" }).outcome
        #expect(outcome.verdict == (isNewer ? .passed : .failed), "\(outcome)")
        #expect((outcome.marginal?.contains("maxMsgSize: 1300 in place of 1200") ?? false) == isNewer, "\(outcome)")
    }

    /// A check that applies to no device is no check.
    @Test func eachCheckAppliesToSomething() async throws {
        var passed: Set<CheckID> = []
        for model in Self.models {
            passed.formUnion(try await SoftwareRun.results(of: model).filter { $0.outcome == .passed }.map(\.id))
        }
        for card in CardModel.all {
            passed.formUnion(try await SoftwareRun.results(of: card).filter { $0.outcome == .passed }.map(\.id))
        }
        passed.formUnion(try await SoftwareRun.results(of: SoftwareReader()).filter { $0.outcome == .passed }.map(\.id))
        let all = CheckedKind.allCases.map(Self.checks).reduce(into: Set()) { $0.formUnion($1) }
        #expect(all.subtracting(passed).isEmpty)
    }

    /// With nothing but reading allowed no check asks for a touch, and those that would say who has to allow it.
    @Test func withoutTouchesTheRestIsNotRun() async throws {
        let results = try await SoftwareRun.results(of: .level2Key, allowance: .d0)
        for result in results where ![.passed, .notApplicable].contains(result.outcome.verdict) {
            #expect(
                result.outcome.verdict == .notRun && result.outcome.party == .person,
                "\(result.id): \(result.outcome)"
            )
        }
    }

    static func checks(of kind: CheckedKind) -> Set<CheckID> {
        Set(Catalogue.all.entries.map(\.description).filter { $0.danger <= .d1 && $0.kind == kind }.map(\.id))
    }
}

extension AuthenticatorModel: CustomTestStringConvertible {
    package var testDescription: String { slug }
}

extension AuthenticatorModel {
    /// The key that ``SoftwareMetadata`` know, otherwise.
    static func levelOne(_ change: (inout Self) -> Void) -> Self {
        var model = level1Key
        change(&model)
        return model
    }

    /// A key that tells its firmware, which metadata speak of.
    static let firmwareKey = levelOne {
        $0.slug = "firmware"
        $0.information?[0x0E] = 7
    }

    /// A key that takes a preference among formats of attestation.
    static let preferringKey: AuthenticatorModel = {
        var model = level2Key
        model.slug = "preferring"
        model.information?[0x16] = ["packed"]
        return model
    }()

    /// A key with the optional CTAPHID_LOCK.
    static let lockingKey: AuthenticatorModel = {
        var model = level2Key
        (model.slug, model.canLock) = ("locking", true)
        return model
    }()
}

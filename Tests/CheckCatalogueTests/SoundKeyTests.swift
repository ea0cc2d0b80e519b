import CheckCatalogue
import Checks
import SafetyGuard
import SoftwareAuthenticator
import Testing

/// The whole catalogue against keys that keep the rules.
@Suite struct SoundKeyTests {
    static let models: [AuthenticatorModel] = [.level2Key, .level1Key, .u2fKey, .selfAttestedKey, .lockingKey]

    @Test(arguments: models)
    func nothingFails(model: AuthenticatorModel) async throws {
        let results = try await SoftwareRun.results(of: model)
        #expect(
            results.count
                == Catalogue.all.entries.count { $0.description.danger <= .d1 && $0.description.kind == .securityKey }
        )
        for result in results {
            #expect([.passed, .notApplicable].contains(result.outcome.verdict), "\(result.id): \(result.outcome)")
        }
    }

    /// A check that applies to no key is no check.
    @Test func eachCheckAppliesToSomeKey() async throws {
        var passed: Set<CheckID> = []
        for model in Self.models {
            passed.formUnion(try await SoftwareRun.results(of: model).filter { $0.outcome == .passed }.map(\.id))
        }
        let all = Catalogue.all.entries.map(\.description).filter { $0.danger <= .d1 && $0.kind == .securityKey }
        #expect(Set(all.map(\.id)).subtracting(passed).isEmpty)
    }
}

extension AuthenticatorModel: CustomTestStringConvertible {
    package var testDescription: String { slug }
}

extension AuthenticatorModel {
    /// A key with the optional CTAPHID_LOCK.
    static let lockingKey: AuthenticatorModel = {
        var model = level2Key
        (model.slug, model.canLock) = ("locking", true)
        return model
    }()
}

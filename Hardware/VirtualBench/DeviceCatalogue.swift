import SoftwareAuthenticator
import SoftwareCard

/// The cards and keys that can be had by name.
enum DeviceCatalogue {
    /// A new card; PIV over T=1 without a name.
    static func card(_ name: String?, faults: [String]) throws(BenchError) -> SoftwareCard {
        let name = name ?? "piv-t1"
        guard let model = CardModel.all.first(where: { $0.slug == name }) else {
            let names = CardModel.all.map(\.slug).joined(separator: ", ")
            throw BenchError(.request, "there is no card model “\(name)”; there are \(names)")
        }
        var parsed: Set<CardFault> = []
        for text in faults {
            guard let fault = CardFault(text) else {
                throw BenchError(
                    .request,
                    "a card cannot be “\(text)”; it can be \(CardFault.spellings.joined(separator: ", "))"
                )
            }
            parsed.insert(fault)
        }
        return SoftwareCard(model: model, faults: parsed)
    }

    /// A key's model; a level 2 key without a name.
    static func authenticatorModel(_ name: String?) throws(BenchError) -> AuthenticatorModel {
        guard let name else { return .level2Key }
        guard let model = AuthenticatorModel.all.first(where: { $0.slug == name }) else {
            let names = AuthenticatorModel.all.map(\.slug).joined(separator: ", ")
            throw BenchError(.request, "there is no key model “\(name)”; there are \(names)")
        }
        return model
    }

    static func authenticatorFaults(_ texts: [String]) throws(BenchError) -> Set<AuthenticatorFault> {
        var faults: Set<AuthenticatorFault> = []
        for text in texts {
            guard let fault = AuthenticatorFault(text) else {
                throw BenchError(
                    .request,
                    "a key cannot be “\(text)”; it can be \(AuthenticatorFault.spellings.joined(separator: ", "))"
                )
            }
            faults.insert(fault)
        }
        return faults
    }
}

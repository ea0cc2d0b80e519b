import SoftwareAuthenticator
import SoftwareCard

/// The cards and keys that can be had by name.
enum DeviceCatalogue {
    static let cards: [(name: String, model: CardModel)] = [
        ("piv-t1", .pivT1), ("piv-t0", .pivT0), ("plain-t0", .plainT0),
    ]

    /// A new card; PIV over T=1 without a name.
    static func card(_ name: String?, faults: [String]) throws(BenchError) -> SoftwareCard {
        let name = name ?? "piv-t1"
        guard let model = cards.first(where: { $0.name == name })?.model else {
            let names = cards.map(\.name).joined(separator: ", ")
            throw BenchError(.request, "there is no card model “\(name)”; there are \(names)")
        }
        var parsed: Set<CardFault> = []
        for fault in faults { parsed.insert(try cardFault(fault)) }
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

    private static func cardFault(_ text: String) throws(BenchError) -> CardFault {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let number = parts.count == 2 ? Int(parts[1]).flatMap { $0 >= 1 ? $0 : nil } : nil
        switch (parts.first, number, parts.count) {
        case ("mute", let number?, 2): return .mute(fromCommand: number)
        case ("mute", _, 1): return .mute(fromCommand: 1)
        case ("removed", let number?, 2): return .removed(duringCommand: number)
        case ("wrong-length", _, 1): return .wrongLength
        case ("warm-differs-from-cold", _, 1): return .warmDiffersFromCold
        case ("unresponsive-to-reset", _, 1): return .unresponsiveToReset
        default:
            throw BenchError(
                .request,
                "a card cannot be “\(text)”; it can be mute, mute:COMMAND, removed:COMMAND, wrong-length, "
                    + "warm-differs-from-cold, unresponsive-to-reset"
            )
        }
    }
}

import CBORTree
import Checks
import SoftwareAuthenticator
import Testing

/// A key that breaks a rule, and who finds it out.
struct Sabotage: Sendable, CustomTestStringConvertible {
    /// The checks that the fault is for.
    let meant: Set<CheckID>
    /// Others that find it as well, because the fault shows in what they look at.
    let others: Set<CheckID>
    let model: AuthenticatorModel
    let faults: Set<AuthenticatorFault>

    var finders: Set<CheckID> { others.union(meant) }

    var testDescription: String {
        let names = meant.sorted().map(\.rawValue).joined(separator: ", ")
        return "\(names) \(faults.map(\.description).joined(separator: ", "))"
    }

    /// A key with a fault.
    init(
        _ meant: Set<CheckID>,
        _ faults: Set<AuthenticatorFault>,
        model: AuthenticatorModel = .level2Key,
        also others: Set<CheckID> = []
    ) {
        self.meant = meant
        self.others = others
        self.model = model
        self.faults = faults
    }

    init(
        _ finder: CheckID,
        _ faults: AuthenticatorFault...,
        model: AuthenticatorModel = .level2Key,
        also others: Set<CheckID> = []
    ) {
        self.init([finder], Set(faults), model: model, also: others)
    }

    /// A key that answers a command with one status in place of another.
    init(
        _ meant: CheckID...,
        misreports command: UInt8,
        _ status: UInt8,
        for other: UInt8,
        also others: Set<CheckID> = []
    ) {
        self.init(Set(meant), [.misreports(command: command, status: status, insteadOf: other)], also: others)
    }

    /// A key that says something else in getInfo; `nil` leaves the member out.
    init(
        _ finder: CheckID,
        saying member: UInt8,
        _ item: CBORItem?,
        of model: AuthenticatorModel = .level2Key,
        also others: Set<CheckID> = []
    ) {
        var model = model
        model.information?[member] = item
        self.init(finder, model: model, also: others)
    }

    /// A key that has an option set otherwise; `nil` leaves it out.
    init(
        _ finder: CheckID,
        option name: String,
        _ value: Bool?,
        of model: AuthenticatorModel = .level2Key,
        also others: Set<CheckID> = []
    ) {
        var entries = (model.information?[0x04]?.entries ?? []).filter { $0.key.text != name }
        if let value { entries.append(CBORMap.Entry(.text(name), .bool(value))) }
        self.init(finder, saying: 0x04, .map(CBORMap(entries)), of: model, also: others)
    }

    static let all: [Sabotage] =
        channel + information + creation + assertion + clientPIN + blobsAndSensors + attestation + extensions
        + observers + u2f + stated
}

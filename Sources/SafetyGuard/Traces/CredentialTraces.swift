import CBORTree
import CTAPMessages

/// A discoverable credential that a run has had a key make, or has asked it to.
package struct CredentialTrace: Hashable, Sendable {
    package let rpID: String
    /// The user handle, which the run made up: what a key lists under it is the run's own.
    package let userID: [UInt8]
    /// The credential id; `nil` where the key's answer has not come.
    package var id: [UInt8]?

    package init(rpID: String, userID: [UInt8], id: [UInt8]? = nil) {
        self.rpID = rpID
        self.userID = userID
        self.id = id
    }
}

/// The credentials among the traces of a run: those that may be on the key, and those that were taken back.
struct CredentialTraces: Sendable {
    private(set) var left: [CredentialTrace]
    /// Deleted by this run; a key that names one of them again still has it.
    private var deleted: [CredentialTrace] = []

    /// Shorter handles could be anybody's.
    private static let shortestHandle = 16

    init(_ left: [CredentialTrace]) { self.left = left }

    /// Whether a request deletes or renames a credential that this run saw made.
    func own(_ parameters: CTAPParameters) -> Bool {
        guard let id = parameters.item(0x02)?[0x02]?["id"]?.bytes else { return false }
        return (left + deleted).contains { $0.id == id }
    }

    /// What a request is about to have made.
    func intended(by command: CTAPCommand, _ parameters: CTAPParameters) -> CredentialTrace? {
        guard command == .makeCredential, parameters.option("rk", in: 0x07) == .on,
            let rpID = parameters.item(0x02)?["id"]?.text, let userID = parameters.item(0x03)?["id"]?.bytes
        else { return nil }
        return CredentialTrace(rpID: rpID, userID: userID)
    }

    mutating func expect(_ trace: CredentialTrace) {
        // The same user of the same relying party: the key puts the new one into the old one's place.
        left.removeAll { ($0.rpID, $0.userID) == (trace.rpID, trace.userID) }
        left.append(trace)
    }

    /// Takes what the key made of a request; returns what has changed.
    mutating func take(
        _ command: CTAPCommand,
        _ parameters: CTAPParameters,
        _ status: CTAPStatus,
        _ answer: CBORItem?
    ) -> [KeyTrace] {
        switch command {
        case .makeCredential: made(parameters, status, answer)
        case .credentialManagement, .credentialManagementPreview:
            parameters.number(0x01) == 0x06
                ? deletion(of: parameters.item(0x02)?[0x02]?["id"]?.bytes, status)
                : listed(answer?[0x07]?["id"]?.bytes, handle: answer?[0x06]?["id"]?.bytes)
        case .getAssertion, .getNextAssertion: listed(answer?[0x01]?["id"]?.bytes, handle: answer?[0x04]?["id"]?.bytes)
        default: []
        }
    }

    private mutating func made(
        _ parameters: CTAPParameters,
        _ status: CTAPStatus,
        _ answer: CBORItem?
    ) -> [KeyTrace] {
        guard let trace = intended(by: .makeCredential, parameters),
            let index = left.firstIndex(where: { ($0.rpID, $0.userID) == (trace.rpID, trace.userID) })
        else { return [] }
        guard status == .success else { return [.gone(left.remove(at: index))] }
        // The id stands in the authenticator data behind hash, flags, counter, AAGUID and its length (WebAuthn Level 2, 6.5.1).
        guard let data = answer?[0x02]?.bytes, data.count >= 55 else { return [] }
        let end = 55 + Int(data[53]) << 8 + Int(data[54])
        guard data.count >= end else { return [] }
        left[index].id = Array(data[55..<end])
        return [.made(left[index])]
    }

    private mutating func deletion(of id: [UInt8]?, _ status: CTAPStatus) -> [KeyTrace] {
        guard [.success, .noCredentials].contains(status), let index = left.firstIndex(where: { $0.id == id }) else {
            return []
        }
        let trace = left.remove(at: index)
        deleted.append(trace)
        return [.gone(trace)]
    }

    /// A key that names a credential has it: one of which the answer was lost, or one that it said it had deleted.
    private mutating func listed(_ id: [UInt8]?, handle: [UInt8]?) -> [KeyTrace] {
        guard let id else { return [] }
        if let index = deleted.firstIndex(where: { $0.id == id }) {
            left.append(deleted.remove(at: index))
            return left.last.map { [.made($0)] } ?? []
        }
        guard let handle, handle.count >= Self.shortestHandle,
            let index = left.firstIndex(where: { $0.userID == handle && $0.id == nil })
        else { return [] }
        left[index].id = id
        return [.made(left[index])]
    }

    /// Forgets one that the key turned out not to have.
    mutating func forget(_ trace: CredentialTrace) { left.removeAll { $0 == trace } }

    mutating func forgetAll() { (left, deleted) = ([], []) }
}

import CBORTree
import Crypto
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
    /// The hash of the relying party whose credentials the key was asked for last.
    private var listedParty: [UInt8]?

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
        // Of the same user of the same relying party the old one is there until the key has put the new one in its place.
        guard !left.contains(where: { ($0.rpID, $0.userID) == (trace.rpID, trace.userID) }) else { return }
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
            management(parameters, status, answer)
        case .getAssertion, .getNextAssertion:
            assertion(parameters, answer)
        default: []
        }
    }

    private mutating func management(
        _ parameters: CTAPParameters,
        _ status: CTAPStatus,
        _ answer: CBORItem?
    ) -> [KeyTrace] {
        switch parameters.number(0x01) {
        case 0x04: listedParty = parameters.item(0x02)?[0x01]?.bytes
        case 0x05: break
        case 0x06: return deletion(of: parameters.item(0x02)?[0x02]?["id"]?.bytes, status)
        default: return []
        }
        return listed(answer?[0x07]?["id"]?.bytes, handle: answer?[0x06]?["id"]?.bytes)
    }

    /// getNextAssertion has no parameters, and goes on with what was asked before.
    private mutating func assertion(_ parameters: CTAPParameters, _ answer: CBORItem?) -> [KeyTrace] {
        if let rpID = parameters.item(0x01)?.text { listedParty = Self.hash(rpID) }
        return listed(answer?[0x01]?["id"]?.bytes, handle: answer?[0x04]?["id"]?.bytes)
    }

    private static func hash(_ rpID: String) -> [UInt8] { Array(SHA256.hash(data: Array(rpID.utf8))) }

    private mutating func made(
        _ parameters: CTAPParameters,
        _ status: CTAPStatus,
        _ answer: CBORItem?
    ) -> [KeyTrace] {
        guard let trace = intended(by: .makeCredential, parameters),
            let index = left.firstIndex(where: { ($0.rpID, $0.userID) == (trace.rpID, trace.userID) })
        else { return [] }
        // A key may refuse and store all the same: the trace stays until the key's list tells.
        guard status == .success else { return [] }
        // The id stands in the authenticator data behind hash, flags, counter, AAGUID and its length (WebAuthn Level 2, 6.5.1).
        guard let data = answer?[0x02]?.bytes, data.count >= 55 else { return [] }
        let end = 55 + Int(data[53]) << 8 + Int(data[54])
        guard data.count >= end else { return [] }
        if left[index].id != nil { deleted.append(left[index]) }
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
            let index = left.firstIndex(where: {
                $0.id == nil && $0.userID == handle && Self.hash($0.rpID) == listedParty
            })
        else { return [] }
        left[index].id = id
        return [.made(left[index])]
    }

    /// Forgets one that the key turned out not to have.
    mutating func forget(_ trace: CredentialTrace) { left.removeAll { $0 == trace } }

    mutating func forgetAll() { (left, deleted) = ([], []) }
}

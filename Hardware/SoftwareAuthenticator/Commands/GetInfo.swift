import CBORTree
import CTAPMessages
import SeededKeys

extension Transaction {
    /// authenticatorGetInfo (CTAP 2.1, 6.4), which takes no parameters.
    mutating func getInfo(_ parameters: [UInt8]) throws(Refusal) -> [UInt8] {
        if faults.isLax(.informationParameters), !parameters.isEmpty { return CBORItem.sortedMap([]).encoded() }
        guard parameters.isEmpty else { throw Refusal(.invalidLength) }
        guard var members = model.information else { throw Refusal(.invalidCommand) }
        if let options = members[0x04]?.entries {
            let state = optionState
            members[0x04] = .map(
                CBORMap(options.map { .init($0.key, $0.key.text.flatMap { state[$0] }.map(CBORItem.bool) ?? $0.value) })
            )
        }
        if members[0x0C] != nil { members[0x0C] = .bool(memory.forcesPINChange) }
        if members[0x0D] != nil { members[0x0D] = .int(memory.minPINLength) }
        if let room = members[0x14]?.unsignedInteger {
            members[0x14] = .int(max(0, Int64(room) - Int64(memory.credentials.count)))
        }
        if faults.isLax(.restlessInformation) { members[0x05] = .int(1200 + Int(memory.generator.bytes(1)[0])) }
        if let claimed = faults.claimedAAGUID { members[0x03] = .bytes(claimed.bytes) }
        return CBORItem.sortedMap(members.map { (.int($0.key), $0.value) }).canonicalized().encoded()
    }

    /// The options that change; only those that the model lists are given (CTAP 2.1, 6.4).
    private var optionState: [String: Bool] {
        var state = [
            "clientPin": memory.pinHash != nil, "uv": hasFingerprint, "bioEnroll": !memory.fingerprints.isEmpty,
            "alwaysUv": memory.isAlwaysUv, "ep": memory.isEnterpriseEnabled,
        ]
        // Not required and always required exclude each other.
        if memory.isAlwaysUv { state["makeCredUvNotRqd"] = false }
        return state
    }
}

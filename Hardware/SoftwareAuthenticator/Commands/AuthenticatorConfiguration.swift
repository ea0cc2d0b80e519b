import CBORTree
import CTAPMessages

extension Transaction {
    /// authenticatorConfig (CTAP 2.1, 6.11).
    mutating func configure(_ parameters: Parameters) throws(Refusal) -> [UInt8] {
        let subcommand = try required(parameters.number(0x01))
        let isToggle = subcommand == 0x02
        // Before there is a PIN, anybody may set up a new key; alwaysUv alone can be turned off without one.
        if isProtected, !(isToggle && memory.isAlwaysUv && memory.pinHash == nil) {
            guard let bytes = try parameters.bytes(0x04) else { throw Refusal(.pinUvAuthTokenRequired) }
            let proof = PINProof(bytes: bytes, pinProtocol: try pinProtocol(in: parameters, 0x03))
            let details = parameters.item(0x02)?.encoded() ?? []
            let message = [UInt8](repeating: 0xFF, count: 32) + [0x0D, UInt8(truncatingIfNeeded: subcommand)] + details
            try authorize(proof, over: message, permission: .authenticatorConfiguration)
        }
        switch subcommand {
        case 0x01 where model.option("ep") != nil: memory.isEnterpriseEnabled = true
        case 0x02 where model.option("alwaysUv") != nil: memory.isAlwaysUv.toggle()
        case 0x03 where model.option("setMinPINLength") == true:
            try setMinPINLength(required(parameters.parameters(0x02)))
        default: throw Refusal(model.speaksCTAP21 ? .invalidSubcommand : .invalidParameter)
        }
        return []
    }

    /// setMinPINLength (CTAP 2.1, 6.11.4): up only, short of a reset.
    private mutating func setMinPINLength(_ details: Parameters) throws(Refusal) {
        let length = try details.number(0x01) ?? memory.minPINLength
        let names = try details.list(0x02) ?? []
        let forces = try details.flag(0x03) ?? false
        guard length >= memory.minPINLength, length <= 63 else { throw Refusal(.pinPolicyViolation) }
        let room = model.information?[0x10]?.unsignedInteger ?? 0
        guard names.count <= room else { throw Refusal(.keyStoreFull) }
        var rpIDs: [String] = []
        for name in names {
            guard let text = name.text else { throw Refusal(.cborUnexpectedType) }
            rpIDs.append(text)
        }
        if forces, memory.pinHash == nil { throw Refusal(.pinNotSet) }
        let isTooShort = memory.pinHash != nil && memory.pinLength < length
        memory.forcesPINChange = memory.forcesPINChange || forces || isTooShort
        memory.minPINLength = length
        if !rpIDs.isEmpty { memory.rpIDsForMinPINLength = rpIDs }
    }
}

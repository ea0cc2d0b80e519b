import CBORTree
import CTAPMessages
import Octets
import PINProtocols

extension Transaction {
    /// authenticatorClientPIN (CTAP 2.1, 6.5.5).
    mutating func clientPIN(_ bytes: [UInt8]) throws(Refusal) -> [UInt8] {
        guard model.option("clientPin") != nil || model.option("uv") != nil else { throw Refusal(.invalidCommand) }
        let parameters = try Parameters(parsing: bytes)
        let hasPIN = model.option("clientPin") != nil
        let hasTokens = model.option("pinUvAuthToken") == true
        switch ClientPINSubCommand(rawValue: try required(parameters.number(0x02))) {
        case .getPINRetries where hasPIN:
            // Only a power cycle helps after three wrong ones in a row.
            let isStuck = model.speaksCTAP21 && memory.session.pinMismatches >= 3 && memory.pinRetries > 0
            let members: [(CBORItem, CBORItem)] = [(0x03, .int(memory.pinRetries))] + (isStuck ? [(0x04, true)] : [])
            return CBORItem.sortedMap(members).encoded()
        case .getKeyAgreement: return try keyAgreement(parameters)
        case .setPIN where hasPIN: return try setPIN(parameters)
        case .changePIN where hasPIN: return try changePIN(parameters)
        case .getPinToken where hasPIN: return try tokenByPIN(parameters, hasPermissions: false)
        case .getPinUvAuthTokenUsingUvWithPermissions where hasTokens && model.option("uv") != nil:
            return try tokenByFingerprint(parameters)
        case .getUVRetries where model.option("uv") != nil && model.speaksCTAP21:
            return CBORItem.sortedMap([(0x05, .int(memory.uvRetries))]).encoded()
        case .getPinUvAuthTokenUsingPinWithPermissions where hasPIN && hasTokens:
            return try tokenByPIN(parameters, hasPermissions: true)
        default: throw Refusal(model.speaksCTAP21 ? .invalidSubcommand : .invalidParameter)
        }
    }

    /// getKeyAgreement (CTAP 2.1, 6.5.5.4).
    private mutating func keyAgreement(_ parameters: Parameters) throws(Refusal) -> [UInt8] {
        let pinProtocol = try pinProtocol(in: parameters, 0x01)
        if faults.isLax(.restlessAgreement) { memory.renewAgreement(pinProtocol) }
        guard let key = memory.session.agreements[pinProtocol]?.publicKey else { throw Refusal(.other) }
        guard !faults.isLax(.offCurve) else {
            let cose: CBORItem = [1: 2, 3: -25, -1: 1, -2: .bytes(key.x), -3: .bytes(key.x)]
            return CBORItem.sortedMap([(0x01, cose)]).encoded()
        }
        return CBORItem.sortedMap([(0x01, key.cose)]).encoded()
    }

    /// What the platform's key makes with ours (CTAP 2.1, 6.5.6, `decapsulate`).
    func sharedSecret(_ platformKey: CBORItem, by pinProtocol: PINProtocol) throws(Refusal) -> SharedSecret {
        guard let key = try? AgreementKey(cose: platformKey),
            let secret = try? memory.session.agreements[pinProtocol]?.sharedSecret(with: key, by: pinProtocol)
        else { throw Refusal(.invalidParameter) }
        return secret
    }

    /// setPIN (CTAP 2.1, 6.5.5.5).
    private mutating func setPIN(_ parameters: Parameters) throws(Refusal) -> [UInt8] {
        let pinProtocol = try pinProtocol(in: parameters, 0x01)
        let platformKey = try required(parameters.item(0x03))
        let encrypted = try required(parameters.bytes(0x05))
        let proof = try required(parameters.bytes(0x04))
        guard memory.pinHash == nil else { throw Refusal(model.speaksCTAP21 ? .pinAuthInvalid : .notAllowed) }
        let secret = try sharedSecret(platformKey, by: pinProtocol)
        guard secret.verify(proof, of: encrypted) else { throw Refusal(.pinAuthInvalid) }
        try storePIN(encrypted, under: secret)
        return []
    }

    /// changePIN (CTAP 2.1, 6.5.5.6).
    private mutating func changePIN(_ parameters: Parameters) throws(Refusal) -> [UInt8] {
        let pinProtocol = try pinProtocol(in: parameters, 0x01)
        let platformKey = try required(parameters.item(0x03))
        let encryptedHash = try required(parameters.bytes(0x06))
        let encrypted = try required(parameters.bytes(0x05))
        let proof = try required(parameters.bytes(0x04))
        guard memory.pinHash != nil else { throw Refusal(.pinNotSet) }
        guard memory.pinRetries > 0 else { throw Refusal(.pinBlocked) }
        let secret = try sharedSecret(platformKey, by: pinProtocol)
        guard secret.verify(proof, of: encrypted + encryptedHash) else { throw Refusal(.pinAuthInvalid) }
        try checkPIN(encryptedHash, under: secret)
        guard !faults.isLax(.pinChangeIgnored) else { return [] }
        try storePIN(encrypted, under: secret)
        return []
    }

    /// Takes the new PIN in, if it is long enough (CTAP 2.1, 6.5.1).
    private mutating func storePIN(_ encrypted: [UInt8], under secret: SharedSecret) throws(Refusal) {
        guard let padded = try? secret.decrypt(encrypted), padded.count == 64 else {
            throw Refusal(.invalidParameter)
        }
        guard let text = try? PIN.unpad(padded) else { throw Refusal(.pinPolicyViolation) }
        let length = text.withBytes { String(decoding: $0, as: UTF8.self).unicodeScalars.count }
        guard length >= memory.minPINLength else { throw Refusal(.pinPolicyViolation) }
        let hash = PIN.hash(of: text)
        if memory.forcesPINChange, let old = memory.pinHash, old.withBytes({ $0 }) == hash.withBytes({ $0 }) {
            throw Refusal(.pinPolicyViolation)
        }
        (memory.pinHash, memory.pinLength, memory.forcesPINChange) = (hash, length, false)
        memory.pinRetries = model.pinRetries
        for pinProtocol in PINProtocol.allCases { memory.renewToken(pinProtocol) }
    }
}

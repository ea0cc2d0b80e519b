import SeededKeys
import CBORTree
import CTAPMessages
import Octets
import PINProtocols

extension Transaction {
    /// Spends a try on a PIN, and gives it back where it was the right one (CTAP 2.1, 6.5.5.7.1).
    mutating func checkPIN(_ encryptedHash: [UInt8], under secret: SharedSecret) throws(Refusal) {
        guard memory.pinRetries > 0 else { throw Refusal(.pinBlocked) }
        guard memory.session.pinMismatches < 3 else { throw Refusal(.pinAuthBlocked) }
        let offered = (try? secret.decrypt(encryptedHash))?.withBytes { $0 }
        let stored = memory.pinHash?.withBytes { $0 }
        if let offered, offered == stored {
            memory.pinRetries = model.pinRetries
            memory.session.pinMismatches = 0
            return
        }
        if !faults.contains(.retriesKept) { memory.pinRetries -= 1 }
        if !faults.contains(.agreementReused) { memory.renewAgreement(secret.pinProtocol) }
        memory.session.pinMismatches += 1
        if memory.pinRetries == 0 { throw Refusal(.pinBlocked) }
        throw Refusal(memory.session.pinMismatches >= 3 ? .pinAuthBlocked : .pinInvalid)
    }

    /// getPinToken and getPinUvAuthTokenUsingPinWithPermissions (CTAP 2.1, 6.5.5.7.1 and 6.5.5.7.2).
    mutating func tokenByPIN(_ parameters: Parameters, hasPermissions: Bool) throws(Refusal) -> [UInt8] {
        let pinProtocol = try pinProtocol(in: parameters, 0x01)
        let platformKey = try required(parameters.item(0x03))
        let encryptedHash = try required(parameters.bytes(0x06))
        let permissions = try hasPermissions ? readPermissions(parameters) : legacyPermissions
        let rpID = hasPermissions ? try parameters.text(0x0A) : nil
        if !hasPermissions, parameters.has(0x09) || parameters.has(0x0A) { throw Refusal(.invalidParameter) }
        guard memory.pinHash != nil else { throw Refusal(.pinNotSet) }
        guard memory.pinRetries > 0 else { throw Refusal(.pinBlocked) }
        let secret = try sharedSecret(platformKey, by: pinProtocol)
        try checkPIN(encryptedHash, under: secret)
        guard !memory.forcesPINChange else { throw Refusal(.pinInvalid) }
        return try issueToken(secret, permissions, rpID: rpID, isUserPresent: false)
    }

    /// getPinUvAuthTokenUsingUvWithPermissions (CTAP 2.1, 6.5.5.7.3).
    mutating func tokenByFingerprint(_ parameters: Parameters) throws(Refusal) -> [UInt8] {
        let pinProtocol = try pinProtocol(in: parameters, 0x01)
        let platformKey = try required(parameters.item(0x03))
        let permissions = try readPermissions(parameters)
        let rpID = try parameters.text(0x0A)
        guard hasFingerprint else { throw Refusal(.notAllowed) }
        let secret = try sharedSecret(platformKey, by: pinProtocol)
        try verifyByFingerprint()
        return try issueToken(secret, permissions, rpID: rpID, isUserPresent: true)
    }

    /// What a token without permissions is good for (CTAP 2.1, 6.5.5.7.1); to keys from before there were any, for all they do.
    private var legacyPermissions: PINTokenUse.Permissions {
        let isOlder = model.option("pinUvAuthToken") != true
        return isOlder
            ? [.makeCredential, .getAssertion, .credentialManagement, .bioEnrollment]
            : [.makeCredential, .getAssertion]
    }

    private func readPermissions(_ parameters: Parameters) throws(Refusal) -> PINTokenUse.Permissions {
        let permissions = PINTokenUse.Permissions(rawValue: try required(parameters.number(0x09)))
        guard !permissions.isEmpty else { throw Refusal(.invalidParameter) }
        let options: [(PINTokenUse.Permissions, String)] = [
            (.credentialManagement, "credMgmt"), (.largeBlobWrite, "largeBlobs"),
            (.authenticatorConfiguration, "authnrCfg"),
        ]
        for (permission, option) in options where permissions.contains(permission) {
            guard model.option(option) == true else { throw Refusal(.unauthorizedPermission) }
        }
        if permissions.contains(.bioEnrollment), model.option("bioEnroll") == nil {
            throw Refusal(.unauthorizedPermission)
        }
        let isBound = !permissions.isDisjoint(with: [.makeCredential, .getAssertion])
        if isBound, !parameters.has(0x0A) { throw Refusal(.missingParameter) }
        return permissions
    }

    /// A new token, encrypted; those of all protocols before it are worth nothing any more.
    private mutating func issueToken(
        _ secret: SharedSecret,
        _ permissions: PINTokenUse.Permissions,
        rpID: String?,
        isUserPresent: Bool
    ) throws(Refusal) -> [UInt8] {
        for pinProtocol in PINProtocol.allCases { memory.renewToken(pinProtocol) }
        if faults.isLax(.shortToken) { memory.session.tokens[secret.pinProtocol] = Secret(memory.generator.bytes(16)) }
        memory.session.tokenUse = PINTokenUse(
            pinProtocol: secret.pinProtocol,
            permissions: permissions,
            rpID: rpID,
            isUserPresent: isUserPresent,
            begun: now
        )
        let vector = memory.generator.bytes(16)
        guard let token = memory.session.tokens[secret.pinProtocol],
            let encrypted = try? secret.encrypt(token, initializationVector: vector)
        else { throw Refusal(.other) }
        return CBORItem.sortedMap([(0x02, .bytes(encrypted))]).encoded()
    }
}

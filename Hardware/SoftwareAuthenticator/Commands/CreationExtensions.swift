import CBORTree
import CTAPMessages

/// What makeCredential's extensions ask for (CTAP 2.1, 12).
struct CreationExtensions {
    var protection: UInt64 = 1
    var isProtectionAsked = false
    var wantsHMACSecret = false
    var blob: [UInt8]?
    var isBlobStored: Bool?
    var wantsLargeBlobKey = false
    var wantsMinPINLength = false

    /// The outputs that go into the authenticator data.
    func outputs(of credential: StoredCredential, _ transaction: Transaction) -> [(CBORItem, CBORItem)] {
        var outputs: [(CBORItem, CBORItem)] = []
        if isProtectionAsked { outputs.append(("credProtect", .int(protection))) }
        if wantsHMACSecret, !transaction.faults.isLax(.secretUnannounced) { outputs.append(("hmac-secret", true)) }
        if let isBlobStored { outputs.append(("credBlob", .bool(isBlobStored))) }
        if wantsMinPINLength { outputs.append(("minPinLength", .int(transaction.memory.minPINLength))) }
        return outputs
    }
}

extension Transaction {
    /// Reads the extensions that the model lists; all others are ignored (WebAuthn Level 2, 9.3).
    func creationExtensions(_ request: CredentialRequest) throws(Refusal) -> CreationExtensions {
        var result = CreationExtensions()
        guard let extensions = request.extensions else { return result }
        if model.hasExtension("credProtect"), let level = try extensions.number("credProtect") {
            guard (1...3).contains(level) else { throw Refusal(.invalidOption) }
            (result.protection, result.isProtectionAsked) = (level, true)
        }
        if model.hasExtension("hmac-secret") {
            result.wantsHMACSecret = try extensions.flag("hmac-secret") ?? false
        }
        if model.hasExtension("credBlob"), let blob = try extensions.bytes("credBlob") {
            let limit = model.information?[0x0F]?.unsignedInteger ?? 32
            let isStored = request.isDiscoverable && blob.count <= limit
            (result.blob, result.isBlobStored) = (isStored ? blob : nil, isStored || faults.isLax(.blobPromised))
        }
        if model.hasExtension("largeBlobKey"), let isWanted = try extensions.flag("largeBlobKey") {
            // It makes no sense but for a discoverable credential (CTAP 2.1, 12.3).
            guard isWanted, request.isDiscoverable else { throw Refusal(.invalidOption) }
            result.wantsLargeBlobKey = true
        }
        if model.hasExtension("minPinLength"), try extensions.flag("minPinLength") == true {
            let isListed = memory.rpIDsForMinPINLength.contains(request.rpID)
            result.wantsMinPINLength = isListed || faults.isLax(.lengthTold)
        }
        return result
    }
}

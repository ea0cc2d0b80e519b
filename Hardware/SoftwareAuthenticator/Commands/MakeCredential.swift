import SeededKeys
import CBORTree
import CTAPMessages
import Octets

extension Transaction {
    /// authenticatorMakeCredential, its checks in the order in which the specification has them (CTAP 2.1, 6.1.2).
    mutating func makeCredential(_ parameters: Parameters) throws(Refusal) -> [UInt8] {
        let proof = try pinProof(in: parameters, 0x08, 0x09)
        let request = try CredentialRequest(parameters, atMost: model.information?[0x07]?.unsignedInteger)
        try refuseUnknownOptions(parameters, 0x07)
        let offered = faults.isLax(.firstAlgorithmOnly) ? Array(request.algorithms.prefix(1)) : request.algorithms
        guard let chosen = offered.first(where: model.supports) else { throw Refusal(.unsupportedAlgorithm) }
        let algorithm = faults.isLax(.oneAlgorithm) ? .es256 : chosen
        // A pinUvAuthParam takes precedence over the option.
        var wantsFingerprint = proof == nil && request.verification == true
        if wantsFingerprint, !hasFingerprint { throw Refusal(model.refusedOption) }
        if request.isDiscoverable, model.option("rk") != true { throw Refusal(.unsupportedOption) }
        if request.presence == false { throw Refusal(.invalidOption) }
        if memory.isAlwaysUv, proof == nil, !wantsFingerprint {
            guard hasFingerprint else { throw verificationMissing }
            wantsFingerprint = true
        }
        let mayGoWithout = model.option("makeCredUvNotRqd") == true && !memory.isAlwaysUv && !request.isDiscoverable
        if isProtected, proof == nil, !wantsFingerprint, !mayGoWithout { throw verificationMissing }
        let isEnterprise = try readEnterprise(request.enterprise)
        var flags: AuthenticatorData.Flags = []
        var isPresent = false
        if let proof {
            try authorizeCeremony(
                proof,
                over: request.clientDataHash,
                permission: .makeCredential,
                rpID: request.rpID
            )
            flags.insert(.userVerified)
        } else if wantsFingerprint {
            try verifyByFingerprint()
            flags.insert(.userVerified)
            isPresent = true
        }
        let rpIDHash = Self.hash(request.rpID)
        for id in request.excluded where !faults.isLax(.excludesNothing) {
            let known = credential(id, rpIDHash: rpIDHash)
            guard known != nil || faults.isLax(.excludesAnything) else { continue }
            if known?.protection == 3, !flags.contains(.userVerified) { continue }
            try requireUserPresence(hasProof: proof != nil, isPresentAlready: isPresent)
            throw Refusal(.credentialExcluded)
        }
        try requireUserPresence(hasProof: proof != nil, isPresentAlready: isPresent)
        flags.insert(.userPresent)
        if faults.isLax(.verificationUnsaid) { flags.remove(.userVerified) }
        let created = try create(algorithm, request, rpIDHash: rpIDHash)
        let data = AuthenticatorData(
            rpIDHash: rpIDHash,
            flags: flags,
            counter: nextCounter(),
            credential: (model.aaguid, created.credential.id, created.credential.publicKey),
            extensions: created.outputs
        )
        return attest(
            faults.spoil(data),
            of: created.credential,
            clientDataHash: request.clientDataHash,
            isEnterprise: isEnterprise,
            isUnattested: request.formats == ["none"] && takesPreference,
            largeBlobKey: created.credential.account?.largeBlobKey
        )
    }

    /// Whether a preference among formats is heeded: keys do that list their formats (CTAP 2.2, 6.4).
    private var takesPreference: Bool {
        model.information?[0x16] != nil && !faults.isLax(.preferenceIgnored)
    }

    /// Refuses what has to be passed over, where that is the fault.
    func refuseUnknownOptions(_ parameters: Parameters, _ key: Parameters.Key) throws(Refusal) {
        guard faults.isLax(.knowsEveryOption), let options = parameters.item(key)?.entries else { return }
        let known = ["rk", "up", "uv"]
        guard options.allSatisfy({ $0.key.text.map(known.contains) ?? false }) else {
            throw Refusal(.unsupportedOption)
        }
    }

    /// Whether the enterprise attestation is given (CTAP 2.1, 6.1.2, step 9).
    private func readEnterprise(_ kind: UInt64?) throws(Refusal) -> Bool {
        guard let kind else { return faults.contains(.unaskedSerial) }
        guard model.option("ep") != nil, memory.isEnterpriseEnabled else { throw Refusal(.invalidParameter) }
        guard kind == 1 || kind == 2 else { throw Refusal(.invalidOption) }
        // Nobody is on the vendor's own list of relying parties, so only the platform's decision counts.
        return kind == 2 || faults.contains(.unaskedSerial)
    }

    /// The signature counter (WebAuthn Level 2, 6.1.1), one for all credentials.
    mutating func nextCounter() -> UInt32 {
        // Stuck at one: a counter that is always zero is none, which is allowed.
        guard !faults.contains(.counterStuck) else { return 1 }
        memory.counter += 1
        return memory.counter
    }

    /// Makes the key, and stores the credential where it is discoverable.
    private mutating func create(
        _ algorithm: COSEAlgorithm,
        _ request: CredentialRequest,
        rpIDHash: [UInt8]
    ) throws(Refusal) -> (credential: StoredCredential, outputs: [(CBORItem, CBORItem)]) {
        let extensions = try creationExtensions(request)
        let key = memory.generator.signingKey().rawRepresentation
        let handle = KeyHandle.wrap(
            key,
            algorithm: algorithm,
            protection: faults.isLax(.unprotected) ? 1 : extensions.protection,
            rpIDHash: rpIDHash,
            // What was encrypted under a key that is forgotten at once comes back as nobody's.
            under: faults.contains(.forgets) ? Secret(memory.generator.bytes(32)) : memory.masterKey,
            nonce: memory.generator.bytes(12)
        )
        let freshID = request.isDiscoverable ? memory.generator.bytes(32) : handle
        var credential = StoredCredential(
            id: faults.contains(.sameID) ? [UInt8](repeating: 0x5A, count: 32) : freshID,
            rpIDHash: rpIDHash,
            algorithm: algorithm,
            privateKey: key,
            protection: extensions.protection
        )
        guard request.isDiscoverable else { return (credential, extensions.outputs(of: credential, self)) }
        credential.account = StoredCredential.Account(
            rpID: request.rpID,
            userID: request.userID,
            name: request.userName,
            displayName: request.userDisplayName,
            blob: extensions.blob,
            largeBlobKey: extensions.wantsLargeBlobKey ? memory.generator.bytes(32) : nil
        )
        guard !faults.contains(.forgets) else { return (credential, extensions.outputs(of: credential, self)) }
        memory.credentials.removeAll { $0.rpIDHash == rpIDHash && $0.account?.userID == request.userID }
        guard memory.credentials.count < model.room else { throw Refusal(.keyStoreFull) }
        memory.credentials.append(credential)
        return (credential, extensions.outputs(of: credential, self))
    }
}

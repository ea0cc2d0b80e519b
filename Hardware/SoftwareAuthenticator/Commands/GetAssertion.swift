import CBORTree
import CTAPMessages

/// What of getAssertion's parameters each assertion of a sequence needs.
struct AssertionRequest {
    let rpID: String
    let clientDataHash: [UInt8]
    var flags: AuthenticatorData.Flags
    let extensions: AssertionExtensions
}

extension Transaction {
    /// authenticatorGetAssertion, its checks in the order in which the specification has them (CTAP 2.1, 6.2.2).
    mutating func getAssertion(_ parameters: Parameters) throws(Refusal) -> [UInt8] {
        let proof = try pinProof(in: parameters, 0x06, 0x07)
        let rpID = try required(parameters.text(0x01))
        let clientDataHash = try required(parameters.bytes(0x02))
        let allowed = try parameters.credentialIDs(0x03, atMost: model.information?[0x07]?.unsignedInteger)
        let options = try parameters.options(0x05)
        try refuseUnknownOptions(parameters, 0x05)
        guard clientDataHash.count == 32 else { throw Refusal(.invalidLength) }
        var wantsFingerprint = proof == nil && options.uv == true
        if wantsFingerprint, !hasFingerprint { throw Refusal(model.refusedOption) }
        if options.rk != nil { throw Refusal(.unsupportedOption) }
        let wantsTouch = options.up ?? true
        if memory.isAlwaysUv, wantsTouch, proof == nil, !wantsFingerprint {
            guard hasFingerprint else { throw verificationMissing }
            wantsFingerprint = true
        }
        var flags: AuthenticatorData.Flags = []
        var isPresent = false
        if let proof {
            try authorizeCeremony(proof, over: clientDataHash, permission: .getAssertion, rpID: rpID)
            flags.insert(.userVerified)
        } else if wantsFingerprint {
            try verifyByFingerprint()
            flags.insert(.userVerified)
            isPresent = true
        }
        let extensions = try assertionExtensions(parameters.parameters(0x04), wantsTouch: wantsTouch)
        let found = candidates(rpID, allowed: allowed, isVerified: flags.contains(.userVerified))
        guard let first = found.first else { throw Refusal(.noCredentials) }
        if wantsTouch {
            try requireUserPresence(hasProof: proof != nil, isPresentAlready: isPresent)
            flags.insert(.userPresent)
        }
        if faults.isLax(.alwaysPresent) { flags.insert(.userPresent) }
        if faults.isLax(.verificationAlwaysSaid) { flags.insert(.userVerified) }
        let request = AssertionRequest(
            rpID: rpID,
            clientDataHash: clientDataHash,
            flags: flags,
            extensions: extensions
        )
        // With a list any one of its credentials will do; without, the newest comes first and the others on demand.
        let hasList = allowed?.isEmpty == false
        let rest = hasList ? [] : Array(found.dropFirst())
        memory.session.sequence = nil
        if !rest.isEmpty {
            memory.session.sequence = CommandSequence(rest: .assertions(rest, request), channel: channel, lastUse: now)
        }
        return try assertion(by: first, request, count: rest.isEmpty ? nil : found.count)
    }

    /// authenticatorGetNextAssertion (CTAP 2.1, 6.3).
    mutating func getNextAssertion() throws(Refusal) -> [UInt8] {
        guard var sequence = openSequence(), case .assertions(var rest, let request) = sequence.rest, !rest.isEmpty
        else { throw Refusal(.notAllowed) }
        let next = rest.removeFirst()
        (sequence.rest, sequence.lastUse) = (.assertions(rest, request), now)
        memory.session.sequence = sequence
        return try assertion(by: next, request, count: nil)
    }

    /// What is left of a sequence, if it is this channel's and not older than 30 seconds (CTAP 2.1, 6).
    func openSequence() -> CommandSequence? {
        guard let sequence = memory.session.sequence,
            sequence.channel == channel || faults.isLax(.sequenceForAnyone),
            now - sequence.lastUse <= .seconds(30)
        else { return nil }
        return sequence
    }

    /// The credentials that may answer (CTAP 2.1, 6.2.2, step 7, and 12.1 for credProtect), newest first.
    private func candidates(_ rpID: String, allowed: [[UInt8]]?, isVerified: Bool) -> [StoredCredential] {
        let rpIDHash = Self.hash(rpID)
        if let allowed, !allowed.isEmpty {
            let examined = faults.isLax(.firstOfListOnly) ? Array(allowed.prefix(1)) : allowed
            return examined.compactMap { credential($0, rpIDHash: rpIDHash) }
                .filter { isVerified || $0.protection < 3 }
        }
        let stored = faults.isLax(.oldestFirst) ? memory.credentials : memory.credentials.reversed()
        let isOpen = isVerified || faults.isLax(.storedUnprotected)
        return stored.filter { $0.rpIDHash == rpIDHash && (isOpen || $0.protection < 2) }
    }

    private mutating func assertion(
        by credential: StoredCredential,
        _ request: AssertionRequest,
        count: Int?
    ) throws(Refusal) -> [UInt8] {
        let isVerified = request.flags.contains(.userVerified)
        let data = faults.spoil(
            AuthenticatorData(
                rpIDHash: credential.rpIDHash,
                flags: faults.isLax(.verificationUnsaid) ? request.flags.subtracting(.userVerified) : request.flags,
                counter: nextCounter(),
                extensions: try outputs(of: request.extensions, by: credential, isVerified: isVerified)
            )
        )
        var signed = data
        if faults.isLax(.counterUnsigned) { signed.counter = 0 }
        let signature = faults.spoil(signature: credential.sign(signed.encoded + request.clientDataHash))
        var members: [(CBORItem, CBORItem)] = [
            (0x01, credential.descriptor), (0x02, .bytes(data.encoded)), (0x03, .bytes(signature)),
        ]
        if let user = credential.user(withNames: isVerified) { members.append((0x04, user)) }
        if faults.isLax(.namesShown) { members.append((0x04, ["id": .bytes([1]), "name": "somebody"])) }
        if let count { members.append((0x05, .int(count))) }
        if request.extensions.wantsLargeBlobKey, let key = credential.account?.largeBlobKey {
            members.append((0x07, .bytes(key)))
        }
        return CBORItem.sortedMap(members).encoded()
    }
}

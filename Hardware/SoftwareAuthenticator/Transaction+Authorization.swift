import CBORTree
import CTAPMessages
import PINProtocols

/// A pinUvAuthParam with its protocol, as it came.
struct PINProof {
    let bytes: [UInt8]
    let pinProtocol: PINProtocol
}

extension Transaction {
    /// The first two steps of makeCredential and getAssertion (CTAP 2.1, 6.1.2 and 6.2.2).
    ///
    /// - Returns: `nil` when there is no pinUvAuthParam.
    mutating func pinProof(in parameters: Parameters, _ key: Parameters.Key, _ protocolKey: Parameters.Key)
        throws(Refusal) -> PINProof?
    {
        guard let bytes = try parameters.bytes(key) else { return nil }
        if bytes.isEmpty {
            // The platform only asks which authenticator it is that the user touches.
            try awaitTouch()
            throw Refusal(memory.pinHash == nil ? .pinNotSet : .pinInvalid)
        }
        return PINProof(bytes: bytes, pinProtocol: try pinProtocol(in: parameters, protocolKey))
    }

    /// The protocol that a command names, if the model speaks it.
    func pinProtocol(in parameters: Parameters, _ key: Parameters.Key) throws(Refusal) -> PINProtocol {
        let number = try required(parameters.number(key))
        guard model.pinUvAuthProtocols.contains(number), let pinProtocol = PINProtocol(rawValue: number) else {
            throw Refusal(.invalidParameter)
        }
        return pinProtocol
    }

    /// Checks a proof under the token in use, and that it may do this for this relying party.
    mutating func authorize(
        _ proof: PINProof,
        over message: [UInt8],
        permission: PINTokenUse.Permissions,
        rpID: String? = nil
    ) throws(Refusal) {
        guard let token = memory.session.tokens[proof.pinProtocol],
            var use = memory.session.tokenUse, use.pinProtocol == proof.pinProtocol, !use.isExpired(at: now),
            proof.pinProtocol.verify(proof.bytes, of: message, with: token),
            use.permissions.contains(permission) || faults.isLax(.permissionsIgnored)
        else { throw Refusal(.pinAuthInvalid) }
        if let bound = use.rpID, let rpID, bound != rpID, !faults.isLax(.partyIgnored) {
            throw Refusal(.pinAuthInvalid)
        }
        use.hasBeenUsed = true
        memory.session.tokenUse = use
    }

    /// The same for makeCredential and getAssertion, which need a verified user and bind the token to their relying party.
    mutating func authorizeCeremony(
        _ proof: PINProof,
        over clientDataHash: [UInt8],
        permission: PINTokenUse.Permissions,
        rpID: String
    ) throws(Refusal) {
        try authorize(proof, over: clientDataHash, permission: permission, rpID: rpID)
        guard memory.session.tokenUse?.isUserVerified == true else { throw Refusal(.pinAuthInvalid) }
        if memory.session.tokenUse?.rpID == nil { memory.session.tokenUse?.rpID = rpID }
    }

    /// Waits for a touch unless the token's user has just been there; the token is spent on that (CTAP 2.1, 6.1.2, step 14).
    mutating func requireUserPresence(hasProof: Bool, isPresentAlready: Bool) throws(Refusal) {
        let hasTokenUser = hasProof && memory.session.tokenUse?.isUserPresent == true
        if !hasTokenUser, !isPresentAlready { try awaitTouch() }
        guard hasProof else { return }
        memory.session.tokenUse?.isUserPresent = false
        memory.session.tokenUse?.isUserVerified = false
        memory.session.tokenUse?.permissions.formIntersection(.largeBlobWrite)
    }

    /// What a command without any verification is answered where one is needed.
    var verificationMissing: Refusal {
        Refusal(memory.pinHash != nil ? .pinUvAuthTokenRequired : .operationDenied)
    }
}

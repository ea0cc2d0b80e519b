import CBORTree
import CTAPMessages

extension Transaction {
    /// authenticatorCredentialManagement, and the preview before it, which takes the same (CTAP 2.1, 6.8).
    mutating func manageCredentials(_ parameters: Parameters) throws(Refusal) -> [UInt8] {
        let subcommand = try required(parameters.number(0x01))
        let details = try parameters.parameters(0x02)
        let count = faults.isLax(.countStuck) ? 0 : memory.credentials.count
        switch subcommand {
        case 0x01:
            try authorizeManagement(subcommand, parameters, rpID: nil)
            return
                CBORItem.sortedMap([
                    (0x01, .int(count)), (0x02, .int(model.room - memory.credentials.count)),
                ])
                .encoded()
        case 0x02:
            try authorizeManagement(subcommand, parameters, rpID: nil)
            return try beginRelyingParties()
        case 0x03: return try nextRelyingParty()
        case 0x04:
            let rpIDHash = try required(required(details).bytes(0x01))
            let found = memory.credentials.filter { $0.rpIDHash == rpIDHash }
            try authorizeManagement(subcommand, parameters, rpID: found.first?.account?.rpID)
            guard !found.isEmpty else { throw Refusal(.noCredentials) }
            return try give(found, total: found.count)
        case 0x05:
            guard case .credentials(let rest) = openSequence()?.rest, !rest.isEmpty else { throw Refusal(.notAllowed) }
            return try give(rest, total: nil)
        case 0x06:
            let index = try managed(details, subcommand, parameters)
            if !faults.isLax(.deletionIgnored) { memory.credentials.remove(at: index) }
            return []
        case 0x07:
            let index = try managed(details, subcommand, parameters)
            let user = try required(required(details).parameters(0x03))
            let id = try required(user.bytes("id"))
            guard memory.credentials[index].account?.userID == id else { throw Refusal(.invalidParameter) }
            guard !faults.isLax(.updateIgnored) else { return [] }
            memory.credentials[index].account?.name = try user.text("name")
            memory.credentials[index].account?.displayName = try user.text("displayName")
            return []
        default: throw Refusal(.invalidSubcommand)
        }
    }

    /// The place of the credential that a command is about.
    private mutating func managed(
        _ details: Parameters?,
        _ subcommand: UInt64,
        _ parameters: Parameters
    ) throws(Refusal) -> Int {
        let id = try required(required(required(details).parameters(0x02)).bytes("id"))
        let index = memory.credentials.firstIndex { $0.id == id }
        try authorizeManagement(subcommand, parameters, rpID: index.flatMap { memory.credentials[$0].account?.rpID })
        guard let index else { throw Refusal(.noCredentials) }
        return index
    }

    /// A token bound to one relying party does not list the others (CTAP 2.1, 6.8.2 to 6.8.6).
    private mutating func authorizeManagement(
        _ subcommand: UInt64,
        _ parameters: Parameters,
        rpID: String?
    ) throws(Refusal) {
        let bytes = try parameters.bytes(0x04)
        guard let bytes else { throw Refusal(.pinUvAuthTokenRequired) }
        let proof = PINProof(bytes: bytes, pinProtocol: try pinProtocol(in: parameters, 0x03))
        // The bytes that came: the platform has authenticated those, however it spells them.
        let details = parameters.bytesAsSent(0x02)
        if subcommand <= 0x02, memory.session.tokenUse?.rpID != nil { throw Refusal(.pinAuthInvalid) }
        try authorize(
            proof,
            over: [UInt8(truncatingIfNeeded: subcommand)] + details,
            permission: .credentialManagement,
            rpID: rpID
        )
    }

    private mutating func beginRelyingParties() throws(Refusal) -> [UInt8] {
        var names: [String] = []
        for credential in memory.credentials {
            guard let rpID = credential.account?.rpID, !names.contains(rpID) else { continue }
            names.append(rpID)
        }
        guard !names.isEmpty else { throw Refusal(.noCredentials) }
        return give(names, total: names.count)
    }

    private mutating func nextRelyingParty() throws(Refusal) -> [UInt8] {
        guard case .relyingParties(let rest) = openSequence()?.rest, !rest.isEmpty else { throw Refusal(.notAllowed) }
        return give(rest, total: nil)
    }

    private mutating func give(_ names: [String], total: Int?) -> [UInt8] {
        keep(.relyingParties(Array(names.dropFirst())))
        let name = names.first ?? ""
        var members: [(CBORItem, CBORItem)] = [(0x03, ["id": .text(name)]), (0x04, .bytes(Self.hash(name)))]
        if let total { members.append((0x05, .int(total))) }
        return CBORItem.sortedMap(members).encoded()
    }

    private mutating func give(_ credentials: [StoredCredential], total: Int?) throws(Refusal) -> [UInt8] {
        keep(.credentials(Array(credentials.dropFirst())))
        guard let credential = credentials.first, let user = credential.user(withNames: true) else {
            throw Refusal(.noCredentials)
        }
        var members: [(CBORItem, CBORItem)] = [
            (0x06, user), (0x07, credential.descriptor), (0x08, credential.publicKey),
            (0x0A, .int(credential.protection)),
        ]
        if let total { members.append((0x09, .int(total))) }
        if let key = credential.account?.largeBlobKey { members.append((0x0B, .bytes(key))) }
        return CBORItem.sortedMap(members).encoded()
    }

    private mutating func keep(_ rest: CommandSequence.Rest) {
        memory.session.sequence = CommandSequence(rest: rest, channel: channel, lastUse: now)
    }
}

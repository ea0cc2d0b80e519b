package import CBORTree
package import CTAPMessages

/// A subcommand of authenticatorCredentialManagement (CTAP 2.1, 6.8).
package enum ManagementSubCommand: UInt64, Sendable {
    case getCredsMetadata = 1
    case enumerateRPsBegin = 2
    case enumerateRPsGetNextRP = 3
    case enumerateCredentialsBegin = 4
    case enumerateCredentialsGetNextCredential = 5
    case deleteCredential = 6
    case updateUserInformation = 7

    /// The two that go on with what another began take no proof.
    var takesProof: Bool { self != .enumerateRPsGetNextRP && self != .enumerateCredentialsGetNextCredential }
}

extension KeyUnderTest {
    /// The command of this key: that of CTAP 2.1, or of the preview before it; `nil` where it has neither.
    package func managementCommand() throws(CheckEnd) -> CTAPCommand? {
        let information = try information()
        if information[option: "credMgmt"] == true { return .credentialManagement }
        return information[option: "credentialMgmtPreview"] == true ? .credentialManagementPreview : nil
    }

    /// Has credential management do something.
    package func manage(
        _ subCommand: ManagementSubCommand,
        _ members: [(CBORItem, CBORItem)] = [],
        by token: PINToken? = nil,
        on channel: UInt32? = nil
    ) throws(CheckEnd) -> CTAPReply {
        guard let command = try managementCommand() else { throw .notApplicable("the key manages no credentials") }
        var call = CTAPCall(command, [(0x01, .int(subCommand.rawValue))])
        if !members.isEmpty { call = call.with(.member(0x02), .sortedMap(members)) }
        if let token, subCommand.takesProof { call = call.authorized(by: token) }
        guard let channel else { return try self.call(call) }
        return try host.call(call.encoded, on: channel)
    }

    /// The same for one credential.
    package func manage(
        _ subCommand: ManagementSubCommand,
        _ id: [UInt8],
        _ members: [(CBORItem, CBORItem)] = [],
        by token: PINToken
    ) throws(CheckEnd) -> CTAPReply {
        let descriptor: CBORItem = ["id": .bytes(id), "type": "public-key"]
        return try manage(subCommand, [(2, descriptor.canonicalized())] + members, by: token)
    }

    /// The credentials of one relying party as the key lists them: a map each; none where it has none.
    package func listed(of rpID: String, by token: PINToken) throws(CheckEnd) -> [CBORItem] {
        let first = try manage(.enumerateCredentialsBegin, [(1, .bytes(Self.hash(rpID)))], by: token)
        if first.status == .noCredentials { return [] }
        let map = try first.map()
        let total = try demand(
            map[0x09]?.unsignedInteger,
            "the first of the credentials does not say how many there are"
        )
        // As many as a key can have, so that none is asked for ever.
        try demand(total <= 1000, "the key says that it has \(total) credentials of one relying party")
        var maps = [map]
        while UInt64(maps.count) < total { maps.append(try manage(.enumerateCredentialsGetNextCredential).map()) }
        return maps
    }
}

import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let managementEnumeration = Self(
        "cm.enum",
        "relying parties and credentials are listed whole, each once, to the channel that asked",
        clause: .ctap("6.8.3"),
        danger: .d2,
        needs: [.ctap2, .storage, .pin],
        leaves: .undone,
        using: .tokens,
        tags: [.touch, .pin],
        because: """
            What is not listed cannot be deleted, and what another program is told without a PIN is nobody's secret any \
            more. Of relying parties that are not the check's own nothing but their number is looked at.
            """
    ) { key throws(CheckEnd) in
        let made = [try await key.store("first"), try await key.store("second")]
        let token = try await key.token(.credentialManagement)
        try key.listParties(by: token)
        let listed = try key.listed(of: key.rpID, by: token)
        let ids = listed.compactMap { $0[0x07]?["id"]?.bytes }
        try demand(
            ids.count == 2 && Set(ids) == Set(made.map(\.id)),
            "two credentials are there, and \(ids.count) listed"
        )
        for (credential, purpose) in zip(made, ["first", "second"]) {
            let entry = listed.first { $0[0x07]?["id"]?.bytes == credential.id }
            let user = entry?[0x06]?["id"]?.bytes
            try demand(user == key.userID(purpose), "a credential is listed under another user")
            try demand(entry?[0x08]?.entries != nil, "a credential is listed without its public key")
        }
        let beyond = try key.manage(.enumerateCredentialsGetNextCredential)
        try demand(beyond.status == .notAllowed, "after the last credential the next one is \(beyond.status.name)")
        let hash: [(CBORItem, CBORItem)] = [(1, .bytes(KeyUnderTest.hash(key.rpID)))]
        _ = try key.manage(.enumerateCredentialsBegin, hash, by: token).map()
        let other = try key.manage(.enumerateCredentialsGetNextCredential, on: try key.otherChannel("second"))
        try demand(other.status == .notAllowed, "another channel is answered \(other.status.name)")
    }
}

extension KeyUnderTest {
    /// Lists the relying parties, of which only the check's own is looked at.
    fileprivate func listParties(by token: PINToken) throws(CheckEnd) {
        var map = try manage(.enumerateRPsBegin, by: token).map()
        let total = try demand(map[0x05]?.unsignedInteger, "the first relying party does not say how many there are")
        try demand(total <= 1000, "the key says that it knows \(total) relying parties")
        var hashes: [[UInt8]] = []
        while true {
            hashes.append(try demand(map[0x04]?.bytes, "a relying party is listed without its hash"))
            guard UInt64(hashes.count) < total else { break }
            map = try manage(.enumerateRPsGetNextRP).map()
        }
        try demand(Set(hashes).count == hashes.count, "a relying party is listed twice")
        try demand(hashes.contains(Self.hash(rpID)), "the relying party of the check is not listed")
        let beyond = try manage(.enumerateRPsGetNextRP)
        try demand(beyond.status == .notAllowed, "after the last relying party the next one is \(beyond.status.name)")
    }
}

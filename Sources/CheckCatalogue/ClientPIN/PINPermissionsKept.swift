import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let pinPermissions = Self(
        "cp.perms",
        "a token is good for its permissions and its relying party, and for nothing else",
        clause: .ctap("6.5.5.7.2"),
        danger: .d2,
        needs: [.ctap21, .option("pinUvAuthToken"), .pin],
        leaves: .nothing,
        using: .tokens,
        tags: [.pin, .negative],
        because: """
            A program that signs in must not be able to delete credentials with the same token, nor to sign in \
            elsewhere. Nothing is touched for: a key that refuses says so before.
            """
    ) { key throws(CheckEnd) in
        // One that holds comes first: once a token was refused for its PIN, none is asked for any more.
        let own = try await key.token(.getAssertion, rpID: key.rpID)
        let bound = try key.call(key.discovery("own").authorized(by: own))
        try demand(bound.status == .noCredentials, "a token for its own relying party is answered \(bound.status.name)")
        try await key.expectToken(refused: [], for: key.rpID, as: [.invalidParameter], "no permissions")
        try await key.expectToken(refused: .makeCredential, for: nil, as: [.missingParameter], "no relying party")
        if try key.information()[option: "bioEnroll"] == nil {
            try await key.expectToken(
                refused: .bioEnrollment,
                for: nil,
                as: [.unauthorizedPermission],
                "a permission of which the key knows nothing"
            )
        }
        let elsewhere = try await key.token(.getAssertion, rpID: "elsewhere\(CheckedParty.suffix)")
        let other = try key.call(key.discovery("elsewhere").authorized(by: elsewhere))
        try demand(
            other.status == .pinAuthInvalid,
            "a token for another relying party is answered \(other.status.name)"
        )
        let creating = try await key.token(.makeCredential, rpID: key.rpID)
        let signing = try key.call(key.discovery("creating").authorized(by: creating))
        try demand(signing.status == .pinAuthInvalid, "a token for makeCredential signs in: \(signing.status.name)")
        guard try key.managementCommand() != nil else { return }
        let reading = try await key.token(.getAssertion, rpID: key.rpID)
        let listing = try key.manage(.getCredsMetadata, by: reading)
        try demand(
            listing.status == .pinAuthInvalid,
            "a token for getAssertion is answered \(listing.status.name) by credential management"
        )
    }
}

extension KeyUnderTest {
    fileprivate func expectToken(
        refused permissions: PINPermissions,
        for rpID: String?,
        as statuses: [CTAPStatus],
        _ what: String
    ) async throws(CheckEnd) {
        let reply = try await tokenReply(permissions, rpID: rpID).answer
        try demand(statuses.contains(reply.status), "a token with \(what) is answered \(reply.status.name)")
    }
}

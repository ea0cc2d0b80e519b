import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let managementUpdate = Self(
        "cm.update",
        "the names of a credential's user are exchanged, and those of another user are not taken",
        clause: .ctap("6.8.6"),
        danger: .d2,
        needs: [.ctap21, .option("credMgmt"), .storage, .pin],
        leaves: .undone,
        using: .tokens,
        tags: [.touch, .pin],
        because: "People choose among accounts by these names; the handle is what the relying party knows, so it stays."
    ) { key throws(CheckEnd) in
        let credential = try await key.store()
        let token = try await key.token(.credentialManagement)
        let change = try key.rename(credential, of: key.userID(), by: token)
        try demand(change == .success, "updateUserInformation is answered \(change.name)")
        let user = try key.listed(of: key.rpID, by: token).first?[0x06]
        try demand(user?["id"]?.bytes == key.userID(), "the user's handle is another one afterwards")
        try demand(user?["name"]?.text == "somebody", "the user has the name from before")
        let other = try key.rename(credential, of: key.userID("another"), by: token)
        try demand(other == .invalidParameter, "the names of another user are answered \(other.name)")
    }
}

extension KeyUnderTest {
    /// Gives the user of a credential another name.
    fileprivate func rename(
        _ credential: MadeCredential,
        of userID: [UInt8],
        by token: PINToken
    ) throws(CheckEnd) -> CTAPStatus {
        let user: CBORItem = ["id": .bytes(userID), "name": "somebody", "displayName": "Somebody"]
        return try manage(.updateUserInformation, credential.id, [(3, user.canonicalized())], by: token).status
    }
}

import CBORTree
import Checks
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let managementDeletion = Self(
        "cm.delete",
        "the credential that is deleted is gone and cannot be deleted again, and the one beside it stays",
        clause: .ctap("6.8.5"),
        danger: .d2,
        needs: [.ctap2, .storage, .pin],
        leaves: .undone,
        using: .tokens,
        tags: [.touch, .pin],
        because: "A key that keeps what it says it deleted, or deletes more, is found out here and not by its owner."
    ) { key throws(CheckEnd) in
        let doomed = try await key.store("doomed")
        let other = try await key.store("other")
        let token = try await key.token(.credentialManagement)
        let deletion = try key.manage(.deleteCredential, doomed.id, by: token)
        try demand(deletion.status == .success, "deleteCredential is answered \(deletion.status.name)")
        let ids = try key.listed(of: key.rpID, by: token).map { $0[0x07]?["id"]?.bytes }
        try demand(!ids.contains(doomed.id), "the credential is still listed after its deletion")
        try demand(ids == [other.id], "the credential beside it is not listed any more")
        let again = try key.manage(.deleteCredential, doomed.id, by: token)
        try demand(again.status == .noCredentials, "its second deletion is answered \(again.status.name)")
    }
}

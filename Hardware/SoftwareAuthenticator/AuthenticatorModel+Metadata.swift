import CBORTree
import CTAPMessages
package import TestVendor

extension AuthenticatorModel {
    /// What the test metadata service says of the catalogue's models; the impostor is not in it.
    package static let metadataEntries: [TestMetadata.Entry] = {
        let certified = (status: "FIDO_CERTIFIED_L2", date: "2024-01-01")
        let histories: [(AuthenticatorModel, [(status: String, date: String)])] = [
            (level2Key, [certified]), (level1Key, [("FIDO_CERTIFIED_L1", "2024-01-01")]),
            (revokedKey, [certified, ("REVOKED", "2025-06-01")]), (victimKey, [certified]),
            (enterpriseKey, [certified]),
        ]
        return histories.compactMap { model, history in
            model.information?[0x03]?.bytes.flatMap { AAGUID(bytes: $0) }
                .map { TestMetadata.Entry($0, description: "Touchstone \(model.product)", history: history) }
        }
    }()
}

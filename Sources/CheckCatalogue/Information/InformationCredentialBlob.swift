import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationCredentialBlob = Self(
        "gi.cred-blob",
        "a size of credential blobs is given exactly where there are any, and is 32 bytes at least",
        clause: .ctap("12.2"),
        needs: [.ctap2],
        because: "A relying party that stores 32 bytes with a credential has to be able to count on them."
    ) { key throws(CheckEnd) in
        let information = try key.information()
        let size = information.maxCredBlobLength
        guard information.extensions?.contains("credBlob") == true else {
            try demand(size == nil, "maxCredBlobLength is given without the extension credBlob")
            throw .notApplicable("the key keeps no blobs with credentials")
        }
        let given = try demand(size, "credBlob is listed, and maxCredBlobLength (0x0F) is missing")
        try demand(given >= 32, "maxCredBlobLength is \(given), below 32")
    }
}

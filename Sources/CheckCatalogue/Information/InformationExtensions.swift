import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationExtensions = Self(
        "gi.extensions",
        "each extension is listed once, and with the options that it goes with",
        clause: .ctap("12"),
        needs: [.ctap2],
        because: "hmac-secret-mc is made of hmac-secret, and largeBlobKey is of use with large blobs only."
    ) { key throws(CheckEnd) in
        let information = try key.information()
        guard let extensions = information.extensions else { throw .notApplicable("getInfo lists no extensions") }
        try demand(Set(extensions).count == extensions.count, "an extension is listed twice: \(extensions)")
        let has = extensions.contains
        try demand(!has("hmac-secret-mc") || has("hmac-secret"), "hmac-secret-mc without hmac-secret")
        try demand(
            !has("largeBlobKey") || information[option: "largeBlobs"] == true,
            "largeBlobKey without the option largeBlobs"
        )
        try demand(
            !has("minPinLength") || information[option: "setMinPINLength"] == true || information.minPINLength != nil,
            "minPinLength, and getInfo says no length"
        )
    }
}

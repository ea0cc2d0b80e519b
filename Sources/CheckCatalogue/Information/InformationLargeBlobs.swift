import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationLargeBlobs = Self(
        "gi.large-blobs",
        "a size of the large-blob array is given exactly where there is one, and is 1024 bytes at least",
        clause: .ctap("6.4"),
        needs: [.ctap2],
        because: "A platform reads the array in pieces and has to know how much there may be."
    ) { key throws(CheckEnd) in
        let information = try key.information()
        let size = information.maxSerializedLargeBlobArray
        guard information[option: "largeBlobs"] == true else {
            try demand(size == nil, "maxSerializedLargeBlobArray is given without the option largeBlobs")
            throw .notApplicable("the key keeps no large blobs")
        }
        let given = try demand(size, "the option largeBlobs is on, and maxSerializedLargeBlobArray (0x0B) is missing")
        try demand(given >= 1024, "maxSerializedLargeBlobArray is \(given), below 1024")
    }
}

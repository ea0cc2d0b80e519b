import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationAAGUID = Self(
        "gi.aaguid",
        "getInfo names the model by an AAGUID that is not zero",
        clause: .ctap("6.4"),
        needs: [.ctap2],
        because: "Without it the metadata has no entry for the key, and nothing vouches for its level."
    ) { key throws(CheckEnd) in
        let aaguid = try demand(try key.information().aaguid, "aaguid (0x03) is missing, or not 16 bytes")
        try demand(aaguid != .zero, "the AAGUID is zero, so no metadata speaks of this model")
    }
}

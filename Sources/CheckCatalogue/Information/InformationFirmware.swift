import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationFirmware = Self(
        "gi.firmware",
        "the firmware version is a number that tells versions apart",
        clause: .ctap("6.4"),
        needs: [.ctap2],
        because: """
            Certifications and security notices in the metadata hold for firmware versions. Without one the whole \
            model is taken as meant.
            """
    ) { key throws(CheckEnd) in
        guard let version = try key.information().firmwareVersion else {
            throw .notApplicable("getInfo has no firmwareVersion")
        }
        try demand(version > 0, "firmwareVersion is 0")
        key.context.note("firmware version \(version)")
    }
}

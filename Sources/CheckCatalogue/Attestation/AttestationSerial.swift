import CBORTree
import Checks
import CTAPMessages
import FIDOMetadata
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let attestationSerial = Self(
        "at.ep",
        "no serial number of the key is given away to whoever did not ask for one",
        clause: .ctap("7.1"),
        danger: .d1,
        needs: [.ctap2, .credential],
        leaves: .forgottenCredential,
        tags: [.touch, .attestation],
        because: """
            Enterprise attestation names one key for ever. It is for relying parties that ask for it and are known \
            to the key.
            """
    ) { key throws(CheckEnd) in
        let response = try key.credential().response
        try demand(
            EnterpriseSerialNumber.ranges(in: response).isEmpty,
            "the certificate has the key's serial number, and nobody asked for enterprise attestation"
        )
        try demand(try key.credential().tree()[0x04]?.bool != true, "the answer says that it is enterprise attestation")
    }
}

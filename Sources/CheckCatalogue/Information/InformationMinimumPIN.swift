import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationMinimumPIN = Self(
        "gi.minpin",
        "the shortest PIN has between 4 and 63 characters",
        clause: .ctap("6.4"),
        needs: [.ctap2],
        because: "Four code points are the least that CTAP allows, and 63 bytes the most that a PIN can have."
    ) { key throws(CheckEnd) in
        let information = try key.information()
        guard let length = information.minPINLength else {
            let isNeeded = information.speaksCTAP21 && information[option: "clientPin"] != nil
            try demand(!isNeeded, "minPINLength (0x0D) is missing, although a key of CTAP 2.1 takes a PIN")
            throw .notApplicable("getInfo has no minPINLength, so 4 is meant")
        }
        try demand((4...63).contains(length), "minPINLength is \(length)")
    }
}

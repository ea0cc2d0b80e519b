import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationMinimumPINNames = Self(
        "gi.min-pin-names",
        "room for relying parties that may ask for the PIN's length is given exactly where it can be set",
        clause: .ctap("6.4"),
        needs: [.ctap2],
        because: "The two belong together: setMinPINLength takes a list of names, and this member says how many."
    ) { key throws(CheckEnd) in
        let information = try key.information()
        let count = information.maxRPIDsForSetMinPINLength
        guard information[option: "setMinPINLength"] == true else {
            try demand(count == nil, "maxRPIDsForSetMinPINLength is given without the option setMinPINLength")
            throw .notApplicable("the shortest PIN cannot be set")
        }
        try demand(count != nil, "setMinPINLength is on, and maxRPIDsForSetMinPINLength (0x10) is missing")
    }
}

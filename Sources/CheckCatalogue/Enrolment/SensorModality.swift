import CBORTree
import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let sensorModality = Self(
        "be.modality",
        "a key that enrols says that it enrols fingers",
        clause: .ctap("6.7.2"),
        needs: [.ctap21, .listedOption("bioEnroll")],
        because: "Fingers are the only thing that the specification knows how to enrol."
    ) { key throws(CheckEnd) in
        let map = try key.call(CTAPCall(.bioEnrollment, [(0x06, true)])).map()
        try demand(map[0x01]?.unsignedInteger == 1, "the modality is \(map[0x01]?.diagnostic ?? "missing"), and not 1")
    }
}

import CBORTree
import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let sensorInformation = Self(
        "be.sensor",
        "a key that enrols fingers says how its sensor is used, and how often",
        clause: .ctap("6.7.3"),
        needs: [.ctap21, .listedOption("bioEnroll")],
        because: "The platform tells the person to touch or to swipe by it, and how many times more."
    ) { key throws(CheckEnd) in
        let map = try key.call(CTAPCall(.bioEnrollment, [(0x01, 1), (0x02, 7)])).map()
        let kind = try demand(map[0x02]?.unsignedInteger, "fingerprintKind (0x02) is missing")
        try demand([1, 2].contains(kind), "fingerprintKind is \(kind), neither touch nor swipe")
        let samples = try demand(map[0x03]?.unsignedInteger, "maxCaptureSamplesRequiredForEnroll (0x03) is missing")
        try demand(samples > 0, "a finger is enrolled with no sample")
    }
}

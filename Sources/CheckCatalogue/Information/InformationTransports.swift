import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let informationTransports = Self(
        "gi.transports",
        "transports has the bus that the key is asked over",
        clause: .ctap("6.4"),
        needs: [.ctap2],
        because: """
            Relying parties store the list and hand it back; a browser that finds no usb in it does not look for the \
            key there.
            """
    ) { key throws(CheckEnd) in
        guard let transports = try key.information().transports else {
            throw .notApplicable("getInfo lists no transports")
        }
        try demand(Set(transports).count == transports.count, "a transport is listed twice: \(transports)")
        try demand(transports.contains("usb"), "the key is asked over USB, and lists \(transports)")
    }
}

import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let longObject = Self(
        "ap.long",
        "an object of more than 256 bytes is the same each time that it is fetched",
        clause: .iso7816Part4("5.3.4"),
        needs: [.application(.piv)],
        because: """
            Certificates come in four to ten answers, one after the other; a byte that is lost between two shows \
            here.
            """
    ) { card throws(CheckEnd) in
        _ = try card.select(ApplicationIdentifier.piv.bytes)
        let answers = [
            try card.exchange(.pivObject(0x5FC105)), try card.exchange(.pivObject(0x5FC105)),
        ]
        guard answers[0].data.count > 256 else {
            throw .notApplicable("the certificate is not that long, or not there")
        }
        try demand(answers[0] == answers[1], "fetched twice it has other bytes")
        let parts = (try? BERTLV(parsing: answers[0].data)).flatMap { try? BERTLV.sequence(parsing: $0.value) } ?? []
        // A compressed one (71 of 1) is no DER until it is unpacked.
        guard !parts.contains(where: { $0.tag == 0x71 && $0.value == [0x01] }) else { return }
        let certificate = parts.first { $0.tag == 0x70 }.flatMap { try? BERTLV(parsing: $0.value) }
        try demand(certificate?.tag == 0x30, "the certificate in it is no DER sequence")
    }
}

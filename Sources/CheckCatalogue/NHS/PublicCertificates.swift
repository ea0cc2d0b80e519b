import Checks
import FIDOMetadata
import FoundationEssentials
import ISO7816
import Vocabulary

extension Check where Subject == CardUnderTest {
    static let publicCertificates = Self(
        "nhs.certs",
        "the certificates that anybody may read are in force today",
        clause: .piv(part: 1, "3.2.1"),
        needs: [.application(.piv)],
        tags: [.timed],
        because: """
            A card whose certificate has run out opens no session, and its holder hears of it at the kiosk. Days and \
            kind of key are noted; the holder's name and the certificate are not kept.
            """
    ) { card throws(CheckEnd) in
        _ = try card.select(ApplicationIdentifier.piv.bytes)
        // All are asked for before any is read: a recording keeps no certificate, and its replay asks the same.
        var answers: [(use: String, answer: ResponseAPDU)] = []
        for (tag, use) in [
            (UInt32(0x5FC105), "authentication"), (0x5FC10A, "signature"), (0x5FC10B, "key management"),
            (0x5FC101, "card authentication"),
        ] {
            answers.append((use, try card.exchange(.pivObject(tag))))
        }
        let today = CalendarDate(Date())
        var count = 0
        var faults: [String] = []
        for (use, answer) in answers {
            guard ![.fileNotFound, .referencedDataNotFound].contains(answer.statusWord) else { continue }
            try demand(answer.statusWord == .success, "the certificate for \(use) is answered \(answer.statusWord)")
            guard let certificate = try PublicCertificate(object: answer.data, for: use) else {
                card.context.note("\(use): compressed, and not read")
                continue
            }
            count += 1
            card.context.note("\(use): \(certificate)")
            if today < certificate.first { faults.append("that for \(use) begins on \(certificate.first)") }
            if today > certificate.last { faults.append("that for \(use) ended on \(certificate.last)") }
        }
        try demand(faults.isEmpty, faults.joined(separator: "; "))
        guard count > 0 else { throw .notApplicable("the card gives no certificate to read") }
    }
}

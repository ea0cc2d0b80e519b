import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let dataObjects = Self(
        "ap.getdata",
        "the PIV objects that anybody may read are whole",
        clause: .piv(part: 2, "3.1.2"),
        needs: [.application(.piv)],
        because: """
            Discovery, holder's identifier, capabilities and the certificate, as BER-TLV whose lengths come out \
            even. Nothing of them is kept.
            """
    ) { card throws(CheckEnd) in
        _ = try card.select(ApplicationIdentifier.piv.bytes)
        var found = 0
        for (tag, name) in [
            (UInt32(0x7E), "discovery"), (0x5FC102, "CHUID"), (0x5FC107, "CCC"), (0x5FC105, "certificate"),
        ] {
            let answer = try card.exchange(.pivObject(tag))
            if [.fileNotFound, .referencedDataNotFound].contains(answer.statusWord) {
                card.context.note("\(name): \(answer.statusWord)")
                continue
            }
            try demand(answer.statusWord == .success, "the \(name) object is answered \(answer.statusWord)")
            guard let object = try? BERTLV(parsing: answer.data) else {
                throw .failed("the \(name) object is not whole")
            }
            try demand([0x53, 0x7E].contains(object.tag), "the \(name) object has another tag than 53")
            found += 1
        }
        try demand(found > 0, "none of the objects is there")
    }
}

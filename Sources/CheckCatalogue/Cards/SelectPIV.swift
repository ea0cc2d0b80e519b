import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let selectPIV = Self(
        "ap.sel-piv",
        "SELECT of PIV gives an application property template, or says that there is no such application",
        clause: .piv(part: 2, "3.1.1"),
        because: "Later card series are PIV cards. That one answers is a hint at the series, and no proof of anything."
    ) { card throws(CheckEnd) in
        guard let data = try card.selection(of: .piv) else { return }
        guard let template = try? BERTLV(parsing: data) else { throw .failed("the answer is no BER-TLV object") }
        try demand(template.tag == 0x61, "the template has the tag \(String(template.tag, radix: 16)), and not 61")
        let parts = (try? template.children()) ?? []
        try demand(parts.contains { $0.tag == 0x4F }, "the template has no application identifier (4F)")
        try demand(parts.contains { $0.tag == 0x79 }, "the template names no authority (79)")
    }
}

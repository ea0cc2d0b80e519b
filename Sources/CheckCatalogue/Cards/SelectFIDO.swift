import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let selectFIDO = Self(
        "ap.sel-fido",
        "SELECT of FIDO names a version, or says that there is no such application",
        clause: .ctap("11.3.3"),
        because: "On a security key the applet answers U2F_V2 or FIDO_2_x; on a plain card it is not there."
    ) { card throws(CheckEnd) in
        guard let data = try card.selection(of: .fido) else { return }
        let text = String(decoding: data, as: UTF8.self)
        try demand(text == "U2F_V2" || text.hasPrefix("FIDO_2_"), "the applet names the version \(text)")
    }
}

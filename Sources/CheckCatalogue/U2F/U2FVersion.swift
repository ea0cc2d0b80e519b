import Checks
import ISO7816

extension Check where Subject == KeyUnderTest {
    static let u2fVersion = Self(
        "u2f.version",
        "U2F_VERSION is answered U2F_V2",
        clause: .u2f("6"),
        needs: [.u2f],
        because: "It is the only version that there is, and the first thing that a client asks."
    ) { key throws(CheckEnd) in
        let answer = try key.u2f(0x03)
        try demand(answer.statusWord == .success, "U2F_VERSION is answered \(answer.statusWord)")
        let text = String(decoding: answer.data, as: UTF8.self)
        try demand(text == "U2F_V2", "the version is \(text)")
    }
}

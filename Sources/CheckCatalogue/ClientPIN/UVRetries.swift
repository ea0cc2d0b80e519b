import CBORTree
import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let uvRetries = Self(
        "cp.uv-retries",
        "the tries at the finger can be read, are 25 at most, and reading costs none",
        clause: .ctap("6.5.5.3"),
        needs: [.ctap21, .listedOption("uv")],
        because: "As for the PIN: what is read before and after has to be the same."
    ) { key throws(CheckEnd) in
        let first = try key.tries(.getUVRetries, member: 0x05)
        let second = try key.tries(.getUVRetries, member: 0x05)
        try demand(first == second, "the key says \(first) tries, then \(second)")
        try demand(first <= 25, "the key says \(first) tries; 25 are the most that there can be")
    }
}

import CBORTree
import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let pinRetries = Self(
        "cp.retries-read",
        "the tries at the PIN can be read, are 8 at most, and reading costs none",
        clause: .ctap("6.5.5.2"),
        needs: [.ctap2, .listedOption("clientPin")],
        because: """
            The bench reads them before and after everything that it does; a key that counts the reading cannot be \
            asked safely.
            """
    ) { key throws(CheckEnd) in
        let first = try key.tries(.getPINRetries, member: 0x03)
        let second = try key.tries(.getPINRetries, member: 0x03)
        try demand(first == second, "the key says \(first) tries, then \(second)")
        try demand(first <= 8, "the key says \(first) tries; 8 are the most that there can be")
        key.context.note("\(first) tries left")
        if first < 3 { key.context.mark(marginal: "only \(first) tries are left") }
    }
}

import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let pinCounter = Self(
        "pin.piv-lc0",
        "VERIFY without a PIN tells how many tries are left",
        clause: .piv(part: 2, "3.2.1"),
        needs: [.application(.piv)],
        because: "It is how a program can warn before the last try. No PIN is sent, and so none can be wrong."
    ) { card throws(CheckEnd) in
        _ = try card.select(ApplicationIdentifier.piv.bytes)
        let status = try card.askForTries()
        if status == .authenticationMethodBlocked { throw .failed("the PIN is blocked") }
        let tries = try demand(status.remainingTries, "VERIFY without a PIN is answered \(status)")
        card.context.note("\(tries) tries left")
        if tries <= 2 { card.context.mark(marginal: "only \(tries) tries are left") }
    }
}

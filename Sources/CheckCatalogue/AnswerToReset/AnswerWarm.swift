import Checks
import DeviceTransport
import ISO7816
import Octets

extension Check where Subject == CardUnderTest {
    static let answerWarm = Self(
        "atr.cold-warm",
        "a warm reset is answered as a cold one is",
        clause: .iso7816Part3("6.2.3"),
        because: """
            The standard lets them differ, and some cards do. Middleware that knows one of the two answers does not find the \
            card after the other, so a bench has to know.
            """
    ) { card throws(CheckEnd) in
        let cold = try card.reset(.cold)
        let warm = try card.reset(.warm)
        _ = try card.reset(.cold)
        try demand(warm == cold, "cold \(Hex.encode(cold)), warm \(Hex.encode(warm))")
    }
}

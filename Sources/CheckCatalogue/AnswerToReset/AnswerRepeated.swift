import Checks
import DeviceTransport
import ISO7816
import Octets

extension Check where Subject == CardUnderTest {
    static let answerRepeated = Self(
        "atr.repeat",
        "ten cold resets are answered with the same bytes",
        clause: .iso7816Part3("6.2.2"),
        because: """
            Drivers and middleware know cards by their answer to reset; one that changes is known one time and not \
            the next.
            """
    ) { card throws(CheckEnd) in
        let first = try card.reset(.cold)
        for count in 2...10 {
            let answer = try card.reset(.cold)
            try demand(
                answer == first,
                "reset \(count) is answered \(Hex.encode(answer)), and the first \(Hex.encode(first))"
            )
        }
    }
}

import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let thousandSelections = Self(
        "co.stress",
        "a thousand selections are answered alike",
        clause: .touchstone("docs/checks.md"),
        tags: [.slow, .timed],
        because: """
            Contacts, cable and reader that lose one command in a hundred show here. The median and the slowest \
            hundredth are noted.
            """
    ) { card throws(CheckEnd) in
        let command = CommandAPDU(instruction: 0xA4, p1: 0x04, data: [0xF0] + Array("touchstone".utf8))
        let expected = try card.transmit(command).statusWord
        var times: [Duration] = []
        for count in 1...1000 {
            let start = ContinuousClock.now
            let status = try card.transmit(command).statusWord
            times.append(ContinuousClock.now - start)
            try demand(status == expected, "selection \(count) is answered \(status), and the first \(expected)")
        }
        times.sort()
        let microseconds = { (index: Int) in Int(times[index] / .microseconds(1)) }
        card.context.note("median \(microseconds(500)) µs, 99 of 100 within \(microseconds(990)) µs")
    }
}

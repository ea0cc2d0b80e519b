import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let caseOne = Self(
        "ap.case1",
        "a command with neither data nor Le is answered by a status word alone",
        clause: .iso7816Part4("5.2"),
        because: """
            Who sends no Le has made no room for an answer. SELECT without a name asks for the application that is \
            selected after a reset, and changes nothing else.
            """
    ) { card throws(CheckEnd) in
        let answer = try card.transmit(CommandAPDU(instruction: 0xA4, p1: 0x04))
        try answer.requireNoData()
        card.context.note("answered \(answer.statusWord)")
    }
}

extension ResponseAPDU {
    /// Ends the check as failed where data come that nobody asked for.
    func requireNoData() throws(CheckEnd) {
        try demand(data.isEmpty, "\(data.count) bytes come before \(statusWord), and none were asked for")
    }
}

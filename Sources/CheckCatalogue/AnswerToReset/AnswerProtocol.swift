import Checks
import DeviceTransport
import ISO7816

extension Check where Subject == CardUnderTest {
    static let answerProtocol = Self(
        "pr.active",
        "the card is spoken to in a protocol that it offers",
        clause: .iso7816Part3("8.2.3"),
        because: "A reader that chose another one has misread the answer to reset, and works by luck."
    ) { card throws(CheckEnd) in
        let answer = try card.answerToReset()
        guard let active = card.channel.activeProtocol else { throw .notApplicable("the reader names no protocol") }
        try demand(
            answer.offers(active),
            "\(active.rawValue) is in use, and \(answer.offeredProtocols.map { "T=\($0)" }) are offered"
        )
    }
}

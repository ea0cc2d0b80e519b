import Checks
import DeviceTransport
import ISO7816

extension Check where Subject == CardUnderTest {
    static let answerContactless = Self(
        "atr.contactless",
        "an answer to reset that a contactless reader makes up has the form for it",
        clause: .pcsc(part: 3, "3.1.3.2.3"),
        because: """
            A card without contacts has no answer to reset. The reader puts one together as 3B 8n 80 01; programs find \
            the kind of card in it, and speak T=1 whatever T=0 may be offered.
            """
    ) { card throws(CheckEnd) in
        let answer = try card.answerToReset()
        guard let kind = answer.contactless else {
            throw .notApplicable("the answer to reset is that of a card with contacts")
        }
        if let active = card.channel.activeProtocol {
            try demand(active == .t1, "the card is spoken to in \(active.rawValue)")
        }
        switch kind {
        case .processorCard:
            // Only a storage card names itself in this way, and then wholly.
            try demand(
                !answer.historicalBytes.starts(with: [0x80, 0x4F]),
                "the historical bytes begin as those of a storage card, and do not go on as such"
            )
            card.context.note("a card with a processor, by \(answer.historicalBytes.count) bytes of its own")
        case .storageCard(let standard, let name):
            card.context.note("a storage card, standard \(standard), name \(name)")
        }
    }
}

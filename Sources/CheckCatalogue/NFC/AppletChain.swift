import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let appletChain = Self(
        "nfc.chain",
        "a request that comes in parts of several sizes is answered as in one piece",
        clause: .ctap("11.3.6"),
        needs: [.application(.fido)],
        because: """
            Readers without extended length send a registration in this way. The request here asks for the tries at \
            the PIN, which costs none; a key without a PIN refuses it alike both times.
            """
    ) { card throws(CheckEnd) in
        try card.selectFIDO()
        // authenticatorClientPIN, protocol one, getPINRetries (CTAP 2.1, 6.5.5.2).
        let request: [UInt8] = [0x06, 0xA2, 0x01, 0x01, 0x02, 0x01]
        let whole = try card.exchange(.nfcMessage(request))
        for part in [request[0..<1], request[1..<3]] {
            let answer = try card.transmit(.nfcPart(Array(part)))
            try demand(answer.statusWord == .success, "a part of a chain is answered \(answer.statusWord)")
        }
        let chained = try card.exchange(.nfcMessage(Array(request[3...])))
        try demand(
            chained == whole,
            "in one piece \(whole.statusWord) with \(whole.data.count) bytes, "
                + "in a chain \(chained.statusWord) with \(chained.data.count)"
        )
    }
}

import CBORTree
import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let appletRemainder = Self(
        "nfc.getresp",
        "an answer of more than 256 bytes is whole when it is fetched in parts",
        clause: .ctap("11.3.6"),
        needs: [.application(.fido)],
        because: "getInfo is the first answer that is so long, and clients that cannot read it give the key up."
    ) { card throws(CheckEnd) in
        try card.selectFIDO()
        var part = try card.transmit(.nfcMessage([0x04]))
        guard part.statusWord.remainingBytes != nil else {
            throw .notApplicable("getInfo is answered \(part.statusWord) with \(part.data.count) bytes at once")
        }
        var answer = part.data
        var fetches = 0
        while let rest = part.statusWord.remainingBytes {
            fetches += 1
            try demand(fetches <= 64, "the answer does not end after \(answer.count) bytes")
            part = try card.transmit(CommandAPDU(instruction: 0xC0, expectedLength: min(rest, 256)))
            answer += part.data
        }
        try demand(part.statusWord == .success, "GET RESPONSE is answered \(part.statusWord)")
        try demand(answer.first == 0, "the status of getInfo is \(answer.first.map { "\($0)" } ?? "missing")")
        try demand((try? CBORItem(parsing: Array(answer.dropFirst()))) != nil, "what was fetched is no CBOR")
        card.context.note("\(answer.count) bytes in \(fetches + 1) parts")
    }
}

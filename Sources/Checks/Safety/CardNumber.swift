import CTAPMessages
import ISO7816
import Octets

/// The UUID by which a PIV card is told from every other (NIST SP 800-73-4 part 1, 3.1.2 and 3.4.1).
enum CardNumber {
    static func text(_ uuid: AAGUID) -> String { Hex.encode(uuid.bytes) }

    /// Asks a card for it; reads only.
    ///
    /// - Returns: `nil` where the card has none, and where it is a UUID of zeros, which many cards have.
    static func read(_ card: CardUnderTest) throws(CheckEnd) -> String? {
        guard try card.select(ApplicationIdentifier.piv.bytes).statusWord == .success else { return nil }
        let command = CommandAPDU(
            instruction: 0xCB,
            p1: 0x3F,
            p2: 0xFF,
            data: [0x5C, 0x03, 0x5F, 0xC1, 0x02],
            expectedLength: 256
        )
        let answer = try card.exchange(command)
        guard answer.statusWord == .success,
            let fields = try? BERTLV(parsing: answer.data).children(),
            let uuid = fields.first(where: { $0.tag == 0x34 })?.value, uuid.count == 16,
            uuid.contains(where: { $0 != 0 })
        else { return nil }
        return Hex.encode(uuid)
    }
}

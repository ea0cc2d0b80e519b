import Checks
import ISO7816

extension Check where Subject == CardUnderTest {
    static let extendedLength = Self(
        "ap.ext",
        "extended length works where it is announced",
        clause: .iso7816Part4("5.2"),
        needs: [.announced("extended length", 0x40), .application(.piv)],
        because: """
            Announced by the card and carried by the reader are two things; middleware believes the first, so both \
            have to hold.
            """
    ) { card throws(CheckEnd) in
        _ = try card.select(ApplicationIdentifier.piv.bytes)
        let short = try card.exchange(.pivObject(0x5FC105))
        var command = CommandAPDU.pivObject(0x5FC105)
        (command.lengthForm, command.expectedLength) = (.extended, 65_536)
        let long = try card.transmit(command)
        try demand(long.statusWord == .success, "an extended GET DATA is answered \(long.statusWord)")
        try demand(long.data == short.data, "the answer in extended length has other bytes than in short length")
    }
}

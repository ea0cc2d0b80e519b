import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let transactionReset = Self(
        "co.txn-reset",
        "who shares a card is told that another has reset it, and can go on after connecting again",
        clause: .pcsc(part: 5, "SCARDCOMM, Reconnect"),
        needs: [.card],
        because: """
            A reset takes the selected application and a verified PIN away. Without SCARD_W_RESET_CARD the next command goes \
            to a card that has forgotten what it is about.
            """
    ) { reader throws(CheckEnd) in
        try reader.useCard()
        let reset = try await reader.withSecondConnection { second throws(CheckEnd) in
            await second.call("SCardReconnect") { channel, limit in try channel.reset(.warm, within: limit) }
        }
        let told = reader.result { channel, limit throws(TransportError) in
            try channel.transmit(ReaderUnderTest.harmless, within: limit)
        }
        try reader.takeUpCardAgain()
        if case .failure(let error) = reset.result { throw .beside(error) }
        try demandRefusal(of: "a command after another's reset", as: "SCARD_W_RESET_CARD", told)
    }
}

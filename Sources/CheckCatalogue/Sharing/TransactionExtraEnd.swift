import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let transactionExtraEnd = Self(
        "co.txn-extra-end",
        "a transaction that was ended cannot be ended again",
        clause: .pcsc(part: 5, "SCARDCOMM, EndTransaction"),
        needs: [.card],
        because: """
            Where the second end counts, it ends the transaction of whoever came next, or the next transaction is over before \
            it has begun. SCARD_E_NOT_TRANSACTED tells a program of its mistake.
            """
    ) { reader throws(CheckEnd) in
        try reader.call { channel, limit throws(TransportError) in try channel.beginTransaction(within: limit) }
        try reader.call { channel, limit throws(TransportError) in try channel.endTransaction(within: limit) }
        let again = reader.result { channel, limit throws(TransportError) in try channel.endTransaction(within: limit) }
        try demandRefusal(of: "a second end", as: "SCARD_E_NOT_TRANSACTED", again)
        try reader.call { channel, limit throws(TransportError) in try channel.beginTransaction(within: limit) }
        try reader.call { channel, limit throws(TransportError) in try channel.endTransaction(within: limit) }
    }
}

import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let transaction = Self(
        "co.txn",
        "a transaction keeps a second connection waiting until it is ended",
        clause: .pcsc(part: 5, "SCARDCOMM, BeginTransaction"),
        needs: [.card],
        tags: [.timed],
        because: """
            Signing takes several commands that nobody may come between: another program's SELECT in their middle signs \
            nothing, or with another key. How long the second waited after the end is noted; pcsc-lite lets it ask anew every \
            100 ms.
            """
    ) { reader throws(CheckEnd) in
        try await reader.withSecondConnection { second throws(CheckEnd) in
            try reader.call { channel, limit throws(TransportError) in try channel.beginTransaction(within: limit) }
            let waiting = await second.begin("SCardBeginTransaction") { channel, limit in
                try channel.beginTransaction(within: limit)
            }
            let used = reader.result { channel, limit throws(TransportError) in
                try channel.transmit(ReaderUnderTest.harmless, within: limit)
            }
            try? await Task.sleep(for: reader.context.timing.hold)
            let end = ContinuousClock.now
            try reader.call { channel, limit throws(TransportError) in try channel.endTransaction(within: limit) }
            let ending = await waiting.ending
            if case .failure(let error) = ending.result { throw .beside(error) }
            let given = await second.call("SCardEndTransaction") { channel, limit in
                try channel.endTransaction(within: limit)
            }
            if case .failure(let error) = given.result { throw .beside(error) }
            if case .failure(let error) = used { throw .unreachable(error) }
            try demand(ending.moment >= end, "a second connection began its own before the first had ended")
            reader.context.note(
                "the second connection waited \((ending.moment - end).wholeMilliseconds) ms after the end"
            )
        }
    }
}

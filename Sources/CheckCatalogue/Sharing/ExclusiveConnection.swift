import Checks
import DeviceTransport

extension Check where Subject == ReaderUnderTest {
    static let exclusiveConnection = Self(
        "co.txn-exclusive",
        "who holds a card alone shares it with nobody",
        clause: .pcsc(part: 5, "SCARDCOMM, Connect"),
        needs: [.card],
        because: """
            Middleware that writes to a card holds it alone. SCARD_E_SHARING_VIOLATION tells the other program to try later; \
            and a card that somebody shares already cannot be had alone.
            """
    ) { reader throws(CheckEnd) in
        let violation = "SCARD_E_SHARING_VIOLATION"
        let late = try await reader.tryConnecting(as: .exclusive)
        let alone = reader.result { channel, limit throws(TransportError) in
            try channel.reconnect(as: .exclusive, within: limit)
        }
        if case .failure(let error) = alone, error.code == .heldByAnother {
            throw .notRun(.bench, "another program holds the card: \(error.reason)")
        }
        let shared = try await reader.tryConnecting(as: .shared)
        let second = try await reader.tryConnecting(as: .exclusive)
        try reader.call { channel, limit throws(TransportError) in try channel.reconnect(as: .shared, within: limit) }
        let after = try await reader.tryConnecting(as: .shared)
        if case .failure(let error) = alone { throw .unreachable(error) }
        try demandRefusal(of: "an exclusive connection to a shared card", as: violation, late)
        try demandRefusal(of: "a shared connection to a card that is held alone", as: violation, shared)
        try demandRefusal(of: "a second exclusive connection", as: violation, second)
        if case .failure(let error) = after {
            throw .failed("the card cannot be shared again: \(error.code.meaning)")
        }
    }
}

import Checks
import DeviceTransport
import SafetyGuard

extension Check where Subject == ReaderUnderTest {
    static let directConnection = Self(
        "pr.raw-direct",
        "the reader alone can be connected to, whether a card is in it or not",
        clause: .pcsc(part: 5, "SCARDCOMM, Connect"),
        because: """
            Features and attributes of a reader are asked for before anybody has inserted a card (SCARD_SHARE_DIRECT), and \
            while another program uses the one that is there.
            """
    ) { reader throws(CheckEnd) in
        if case .failure(let error) = try await reader.tryConnecting(as: .direct) {
            guard error.original?.source == "pcsc-lite" else { throw .beside(error) }
            throw .failed("it is refused: \(error.reason)")
        }
        let answer = try await reader.withSecondConnection(as: .direct) { second throws(CheckEnd) in
            await second.call("SCardControl") { channel, limit in
                try channel.control(ReaderDangerTable.featureRequest, [], within: limit)
            }
        }
        let first = try reader.control(ReaderDangerTable.featureRequest)
        switch answer.result {
        case .success(let list): try demand(list == first, "over it the reader lists other features")
        case .failure(let error) where first == nil && error.code != .heldByAnother: break
        case .failure(let error): throw .beside(error)
        }
    }
}

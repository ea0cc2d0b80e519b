import Checks
import ISO7816

extension Check where Subject == ReaderUnderTest {
    static let protocolT1 = Self(
        "pr.t1",
        "a connection in T=1 alone is in T=1, or is refused where the card is in another",
        clause: .pcsc(part: 5, "SCARDCOMM, Connect"),
        needs: [.card],
        because: """
            Middleware of one protocol asks for it alone. Given the other it sends what the card does not take; \
            SCARD_E_PROTO_MISMATCH tells it that card and reader have agreed otherwise.
            """
    ) { reader throws(CheckEnd) in try await reader.offerAlone(.t1) }
}

import Checks
import DeviceTransport
import ISO7816

extension ReaderUnderTest {
    /// Holds a second connection in one protocol alone to what the card is spoken to in already.
    ///
    /// A card is in one protocol at a time, so a connection in another must be refused while the first is there.
    func offerAlone(_ wanted: CardProtocol) async throws(CheckEnd) {
        let active = channel.activeProtocol
        let mode = ConnectionMode(.shared, [wanted])
        guard active == wanted else {
            let result = try await tryConnecting(as: mode)
            let what = "a connection in \(wanted.rawValue) alone to a card in \(active?.rawValue ?? "no protocol")"
            return try demandRefusal(of: what, as: "SCARD_E_PROTO_MISMATCH", result)
        }
        let found = try await withSecondConnection(as: mode) { second throws(CheckEnd) in second.activeProtocol }
        try demand(found == wanted, "it is in \(found?.rawValue ?? "no protocol")")
    }
}

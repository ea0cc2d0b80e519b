import Checks
import DeviceTransport

extension Need where Subject == ReaderUnderTest {
    static let card = Self("a card") { reader throws(CheckEnd) in
        guard reader.hasCard else { throw .notApplicable("no card is in the reader") }
    }
}

extension ReaderUnderTest {
    /// Any command that every card answers: SELECT of a name that no application has.
    static let harmless: [UInt8] = [0x00, 0xA4, 0x04, 0x00, 0x04, 0xF0] + Array("tst".utf8)

    /// Sends it over the first connection; what the card says to it does not matter.
    func useCard() throws(CheckEnd) {
        _ = try call { channel, limit throws(TransportError) in try channel.transmit(Self.harmless, within: limit) }
    }

    /// Takes note of what became of the card meanwhile, and sees that it answers again.
    func takeUpCardAgain() throws(CheckEnd) {
        try call { channel, limit throws(TransportError) in try channel.reconnect(as: .shared, within: limit) }
        try useCard()
    }
}

/// Ends the check as failed unless the call was refused with one code of the PC/SC service.
func demandRefusal<Value>(
    of what: String,
    as name: String,
    _ result: Result<Value, TransportError>
) throws(CheckEnd) {
    switch result {
    case .success: throw .failed("\(what) succeeds")
    case .failure(let error):
        guard error.original?.source == "pcsc-lite" else { throw .beside(error) }
        try demand(error.original?.name == name, "\(what) is refused as \(error.original?.name ?? "\(error.code)")")
    }
}

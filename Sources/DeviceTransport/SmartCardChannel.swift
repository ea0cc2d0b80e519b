package import ISO7816

/// A connection to the card in one reader.
///
/// Called on the thread that owns the device: each call blocks until the card answers or the limit has passed.
package protocol SmartCardChannel: AnyObject, Sendable {
    /// The reader's name as the PC/SC daemon gives it.
    var readerName: String { get }

    /// The answer to the last reset, as received (ISO/IEC 7816-3:2006, 8); empty when no card is powered.
    var answerToReset: [UInt8] { get }

    /// The protocol in use; `nil` on a direct connection without a card.
    var activeProtocol: CardProtocol? { get }

    /// Sends one command APDU and returns the response APDU, status word included.
    func transmit(_ command: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8]

    /// Resets the card and returns its new answer to reset.
    func reset(_ kind: CardReset, within limit: Duration) throws(TransportError) -> [UInt8]

    /// Reads an attribute of the reader (PC/SC part 3, 3.1.4, tags `0xCCAAAA`).
    func attribute(_ tag: UInt32, within limit: Duration) throws(TransportError) -> [UInt8]

    /// Sends a control code to the reader's driver (PC/SC part 10 features begin with one).
    func control(_ code: UInt32, _ input: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8]

    /// Keeps every other connection away from the card until the transaction is ended, and waits for another's to end
    /// (`SCardBeginTransaction`). One that is begun twice has to be ended twice.
    func beginTransaction(within limit: Duration) throws(TransportError)

    /// Ends the transaction (`SCardEndTransaction`) and leaves the card as it is.
    func endTransaction(within limit: Duration) throws(TransportError)

    /// Takes note of what others have done to the card, and holds it otherwise from now on (`SCardReconnect`); the card is
    /// not reset.
    func reconnect(as sharing: CardSharing, within limit: Duration) throws(TransportError)

    /// Lets go of the card without resetting it; a second call does nothing.
    func close()
}

extension SmartCardChannel {
    /// Where no daemon stands between, nobody else can be kept away.
    package func beginTransaction(within limit: Duration) throws(TransportError) {
        throw TransportError(.unsupported, operation: "SCardBeginTransaction", subject: readerName)
    }

    package func endTransaction(within limit: Duration) throws(TransportError) {
        throw TransportError(.unsupported, operation: "SCardEndTransaction", subject: readerName)
    }

    package func reconnect(as sharing: CardSharing, within limit: Duration) throws(TransportError) {
        throw TransportError(.unsupported, operation: "SCardReconnect", subject: readerName)
    }
}

/// How a card is reset.
package enum CardReset: String, Sendable, CaseIterable {
    /// Contacts stay powered (`SCARD_RESET_CARD`).
    case warm
    /// Power is taken away first (`SCARD_UNPOWER_CARD`).
    case cold
}

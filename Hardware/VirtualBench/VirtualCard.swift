/// What the bench needs of a card.
package protocol VirtualCard: Sendable {
    /// Powers the card up, or resets it warm, and gives the ATR; `nil` when it stays silent.
    func reset(warm: Bool) -> [UInt8]?

    /// Answers a command APDU; `nil` when the card stays silent.
    func respond(to command: [UInt8]) -> [UInt8]?
}

package import ISO7816

/// What a connection to a card is asked for with (`SCardConnect`, PC/SC part 5).
package struct ConnectionMode: Hashable, Sendable {
    package let sharing: CardSharing
    /// Any of which will do; none for a direct connection, which powers no card.
    package let protocols: Set<CardProtocol>

    package init(_ sharing: CardSharing, _ protocols: Set<CardProtocol> = [.t0, .t1]) {
        self.sharing = sharing
        self.protocols = sharing == .direct ? [] : protocols
    }

    package static let shared = Self(.shared)
    package static let exclusive = Self(.exclusive)
    package static let direct = Self(.direct)
}

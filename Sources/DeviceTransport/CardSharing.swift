/// How a card is held.
package enum CardSharing: String, Hashable, Sendable, CaseIterable {
    /// Others may hold it too.
    case shared
    /// Nobody else may hold it.
    case exclusive
    /// The reader alone, with or without a card; the card is not powered for it.
    case direct
}

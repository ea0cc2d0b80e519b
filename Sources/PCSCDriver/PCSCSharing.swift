import CPCSCLite

/// How a card is held.
package enum PCSCSharing: Hashable, Sendable, CaseIterable {
    /// Others may hold it too.
    case shared
    /// Nobody else may hold it.
    case exclusive
    /// The reader alone, with or without a card; the card is not powered for it.
    case direct

    var mode: DWORD {
        switch self {
        case .shared: DWORD(SCARD_SHARE_SHARED)
        case .exclusive: DWORD(SCARD_SHARE_EXCLUSIVE)
        case .direct: DWORD(SCARD_SHARE_DIRECT)
        }
    }
}

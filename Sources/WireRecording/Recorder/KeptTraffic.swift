/// What a recorder has to expect on a key's channel, and so how it keeps it.
package enum KeptTraffic: Hashable, Sendable {
    /// Ceremonies of a client, with PINs and tokens: they are masked and held again at replay, and what is not understood
    /// is refused.
    case ceremonies
    /// Checks, which send what no client would, and no PIN: everything stays byte for byte, and what could carry a PIN, by
    /// its danger class, is refused.
    case harmless
}

package import CTAPMessages

/// What crossed a key's channel, for the observers that look on.
package enum ExchangeEvent: Sendable {
    case request([UInt8])
    case keepAlive(CTAPHIDKeepaliveStatus)
    /// So long the key said nothing while it had a request to deal with.
    case pause(Duration)
    case reply(CTAPReply, to: [UInt8])
}

/// A rule of the specification that an authenticator does not keep, so that a check for it has something to find.
///
/// The spelling follows `lax:` on command lines.
package enum Laxity: String, Hashable, Sendable, CaseIterable {
    // CTAPHID (CTAP 2.1, 11.2).
    /// Answers a continuation packet that continues nothing.
    case strayAnswered = "stray-answered"
    /// Takes continuation packets in any order.
    case anySequence = "any-sequence"
    /// Goes on with a message after CTAPHID_INIT on its channel.
    case initKeepsMessage = "init-keeps-message"
    /// Serves the reserved channel 0.
    case channelZero = "channel-zero"
    /// Serves every command on the broadcast channel.
    case broadcastServed = "broadcast-served"
    /// Serves channels that it has not given out.
    case anyChannel = "any-channel"
    /// Gives one channel to everybody.
    case sameChannel = "same-channel"
    /// Takes a nonce of any length.
    case anyNonce = "any-nonce"
    /// Answers commands that it does not know.
    case anyCommand = "any-command"
    /// Waits for messages longer than can be sent.
    case anyLength = "any-length"
    /// Lets a message break off another.
    case interruptible
    /// Serves a second channel in the middle of the first one's message.
    case neverBusy = "never-busy"
    /// Waits for ever for the rest of a message.
    case neverTimesOut = "never-times-out"
    /// Loses the last byte of an echo that takes two reports.
    case shortEcho = "short-echo"
    /// Says something out of the blue.
    case chatters
    /// Answers a cancel that has nothing to cancel.
    case cancelAnswered = "cancel-answered"
    /// Says that it can wink, and cannot.
    case winkRefused = "wink-refused"
    /// Speaks CTAP 2 although it does not say so.
    case unannouncedCBOR = "unannounced-cbor"
    /// Speaks U2F although it says that it does not.
    case unannouncedMessage = "unannounced-message"
    /// Takes a lock, and serves others all the same.
    case lockIgnored = "lock-ignored"
    /// Speaks a protocol that is not there yet.
    case protocolVersion = "protocol-version"

    // getInfo.
    /// Never says the same twice.
    case restlessInformation = "restless-information"
    /// Makes something of bytes behind getInfo.
    case informationParameters = "information-parameters"
}

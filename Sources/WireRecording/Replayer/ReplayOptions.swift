package import Octets

/// What whoever replays a recording may choose.
package struct ReplayOptions: Sendable {
    /// What becomes of the output of hmac-secret, which lies encrypted inside signed bytes.
    ///
    /// It was encrypted under a key that is lost with the recorded host, so it can be true to the signature or of use to
    /// the live host, and never both.
    package enum HMACSecret: String, Hashable, Sendable, CaseIterable {
        /// The recorded bytes: signatures verify, the secret is garbage.
        case signed
        /// A secret of the player's own, the same for the same credential and salt: of use, and no signature verifies.
        case surrogate
    }

    package var hmacSecret = HMACSecret.signed
    /// The PIN that the live host will use, where whoever replays knows it: then no other is taken.
    package var pin: Secret?
    /// What the player's keys, tokens and surrogates derive from; random without one.
    package var seed: [UInt8]?
    /// Whether the live host has to be waited for where the recorded one took a request back or gave up its wait.
    ///
    /// A host that does so by its own clock, or from another thread, needs the wait. One that does so as soon as a read
    /// finds nothing, as ours, need not sit through a time that is over.
    package var waitsForCancel = true
    /// Fields of requests that are not compared; only their length counts.
    package var lenientFields: Set<LenientField> = []
    /// How fast the device answers.
    package enum Speed: String, Hashable, Sendable, CaseIterable {
        /// At once.
        case max
        /// No sooner than the recorded one did, counted from what happened before on its channel.
        case real
    }

    package var speed = Speed.max
    /// Whose doing the conversation is, as a mismatch should say: the id of a check.
    package var context: String?

    package init() {}
}

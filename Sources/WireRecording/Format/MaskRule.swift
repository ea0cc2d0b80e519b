/// How bytes that a new run makes anew, or that may not be written down, are handled, by name.
///
/// Each rule is a row of the table in `docs/recording-format.md`; what a player does about it is in `LiveCeremony`.
package enum MaskRule: String, Hashable, Sendable, CaseIterable {
    /// The 8 bytes with which a host asks for a channel: any bytes, echoed in the answer (CTAP 2.1, 11.2.9.1.3).
    case initNonce = "init-nonce"
    /// A channel that the device hands out: the player hands out one of its own, and holds the host to it.
    case channelID = "channel-id"
    /// Bytes that may not be written down: any bytes of this length in a request, zeros in an answer.
    case redacted

    /// The x-coordinate of a host's key for key agreement (CTAP 2.1, 6.5.5.4): a key of its own for each class.
    case hostKeyX = "host-key-x"
    /// The y-coordinate that belongs to ``hostKeyX``.
    case hostKeyY = "host-key-y"
    /// The x-coordinate of a device's key for key agreement: the player has a key of its own for each class.
    case deviceKeyX = "device-key-x"
    /// The y-coordinate that belongs to ``deviceKeyX``.
    case deviceKeyY = "device-key-y"
    /// An encrypted PIN hash (`pinHashEnc`): accepted ones are equal to each other, refused ones to none of them.
    case pinHash = "pin-hash"
    /// An encrypted new PIN (`newPinEnc`), which is the PIN from there on.
    case newPIN = "new-pin"
    /// A `pinUvAuthParam` under a shared secret or a token, verified.
    case pinAuth = "pin-auth"
    /// An encrypted pinUvAuthToken: the player issues one of its own.
    case token
    /// The encrypted salts of hmac-secret (`saltEnc`; CTAP 2.1, 12.5).
    case salts
    /// The proof over ``salts`` (`saltAuth`), verified.
    case saltAuth = "salt-auth"
    /// A largeBlobKey (CTAP 2.1, 12.3): a key of the player's own for each class.
    case largeBlobKey = "large-blob-key"
    /// Part of a large-blob array that the host writes, or what it wrote, read again (CTAP 2.1, 6.10).
    case largeBlobs = "large-blobs"

    /// The first version of the format that has the rule.
    package var firstVersion: Int {
        switch self {
        case .initNonce, .channelID, .redacted: 1
        default: 2
        }
    }

    /// Whether equal bytes are told by equal numbers, so that a mask has to have one.
    package var hasClass: Bool {
        switch self {
        case .channelID, .hostKeyX, .hostKeyY, .deviceKeyX, .deviceKeyY, .largeBlobKey: true
        default: false
        }
    }

    /// The lengths that the specification gives the bytes; `nil` where any will do.
    package var lengths: Set<Int>? {
        switch self {
        case .initNonce: [8]
        case .channelID: [4]
        case .hostKeyX, .hostKeyY, .deviceKeyX, .deviceKeyY, .largeBlobKey: [32]
        case .pinHash: [16, 32]
        case .newPIN: [64, 80]
        case .pinAuth, .saltAuth: [16, 32]
        case .token: [16, 32, 48]
        case .salts: [32, 48, 64, 80]
        case .redacted, .largeBlobs: nil
        }
    }
}

extension TransportError.Code {
    /// No PC/SC daemon answers.
    package static let serviceUnavailable = Self(rawValue: "service-unavailable")
    /// The daemon runs and knows no reader.
    package static let noReaders = Self(rawValue: "no-readers")
    /// The named device is not, or no longer, attached.
    package static let noSuchDevice = Self(rawValue: "no-such-device")
    /// The system refuses access to the node or the daemon.
    package static let permissionDenied = Self(rawValue: "permission-denied")
    /// Another process holds the reader or the node.
    package static let heldByAnother = Self(rawValue: "held-by-another")
    /// The reader is empty.
    package static let noCard = Self(rawValue: "no-card")
    /// The card left while it was in use.
    package static let cardRemoved = Self(rawValue: "card-removed")
    /// Someone else reset the card.
    package static let cardReset = Self(rawValue: "card-reset")
    /// The card gives no answer to reset.
    package static let unresponsiveCard = Self(rawValue: "unresponsive-card")
    /// The device was unplugged during the call.
    package static let deviceRemoved = Self(rawValue: "device-removed")
    /// The device did not answer in time.
    package static let deadlineExceeded = Self(rawValue: "deadline-exceeded")
    /// The wait was cancelled from our side.
    package static let cancelled = Self(rawValue: "cancelled")
    /// The card offers none of the protocols asked for.
    package static let protocolMismatch = Self(rawValue: "protocol-mismatch")
    /// The driver or the installed library cannot do this.
    package static let unsupported = Self(rawValue: "unsupported")
    /// What came back is no valid frame.
    package static let malformed = Self(rawValue: "malformed")
    /// The key is busy with another channel (CTAPHID `ERR_CHANNEL_BUSY`).
    package static let channelBusy = Self(rawValue: "channel-busy")
    /// The bytes could not be carried.
    package static let inputOutput = Self(rawValue: "input-output")
    /// Something has the name of the file that was to be made.
    package static let fileExists = Self(rawValue: "file-exists")
    /// The system does not permit the file.
    package static let fileRefused = Self(rawValue: "file-refused")
    /// A replayed request is not the recorded one.
    package static let replayMismatch = Self(rawValue: "replay-mismatch")
    /// The recording is not as it was written, which its own checksum tells.
    package static let recordingAltered = Self(rawValue: "recording-altered")
    /// The recording has no more events.
    package static let recordingExhausted = Self(rawValue: "recording-exhausted")
    /// The safety guard let nothing through.
    package static let refusedByGuard = Self(rawValue: "refused-by-guard")
    /// A return code that no other kind covers; `original` has the number.
    package static let unclassified = Self(rawValue: "unclassified")

    /// The code in words, as a clause.
    package var meaning: String { Self.meanings[self]?.meaning ?? rawValue }

    /// What a person can do about it.
    package var remedy: String? { Self.meanings[self]?.remedy }

    private static let meanings: [Self: (meaning: String, remedy: String?)] = [
        .serviceUnavailable: (
            "no PC/SC daemon answers",
            "start it with `systemctl start pcscd.socket`, or set PCSCLITE_CSOCK_NAME if its socket is elsewhere"
        ),
        .noReaders: (
            "the PC/SC daemon knows no reader", "plug a reader in; `touchstone doctor` says what the kernel sees"
        ),
        .noSuchDevice: ("no such device", "`touchstone devices` lists what is attached"),
        .permissionDenied: (
            "permission denied",
            "install the rules from Hardware/ and join the bench group; `touchstone doctor` checks both"
        ),
        .heldByAnother: ("another process holds the device", "end that process, or wait until it lets go"),
        .noCard: ("no card is in the reader", "insert a card"),
        .cardRemoved: ("the card was removed", "insert the card again and repeat"),
        .cardReset: ("the card was reset by another process", "end the other process and repeat"),
        .unresponsiveCard: ("the card does not answer", "clean the contacts, turn the card round, try another reader"),
        .deviceRemoved: ("the device was unplugged", "plug it in again and repeat"),
        .deadlineExceeded: (
            "no answer within the deadline", "unplug the device and plug it in again; --timeout gives it longer"
        ),
        .cancelled: ("cancelled", nil),
        .protocolMismatch: ("the card offers none of the protocols asked for", nil),
        .unsupported: ("not supported here", nil),
        .malformed: ("the answer is not well formed", nil),
        .channelBusy: ("the key is busy with another channel", "close the program that uses the key"),
        .inputOutput: ("input or output failed", nil),
        .fileExists: ("is there already, and is not overwritten", "choose another name, or move the file away"),
        .fileRefused: ("the system does not permit it", "check the permissions of the folder, or choose another"),
        .recordingAltered: (
            "the recording was altered after it was made",
            "restore the file from where it was archived, or record again"
        ),
        .replayMismatch: ("the request differs from the recorded one", "record again with this release"),
        .recordingExhausted: ("the recording has no more events", "record again with this release"),
        .refusedByGuard: ("refused by the safety guard", "see the danger classes in docs/safety.md"),
        .unclassified: ("unexpected return code", nil),
    ]
}

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

    // Ceremonies.
    /// Puts a member into its answers that nobody asked for.
    case undueMember = "undue-member"
    /// Makes keys for ES256 whatever was asked for.
    case oneAlgorithm = "one-algorithm"
    /// Looks at the first algorithm of the list alone.
    case firstAlgorithmOnly = "first-algorithm-only"
    /// Waits for a touch without a word.
    case neverWaitsAloud = "never-waits-aloud"
    /// Does not look at the exclude list.
    case excludesNothing = "excludes-nothing"
    /// Takes every credential in the exclude list for its own.
    case excludesAnything = "excludes-anything"
    /// Refuses options that it does not know.
    case knowsEveryOption = "knows-every-option"
    /// Signs another counter than it sends.
    case counterUnsigned = "counter-unsigned"
    /// Says that somebody was there, always.
    case alwaysPresent = "always-present"
    /// Tells the user's name to everybody.
    case namesShown = "names-shown"
    /// Looks at the first credential of the allow list alone.
    case firstOfListOnly = "first-of-list-only"

    // PINs, blobs, sensor.
    /// Gives a key agreement key that is no point on the curve.
    case offCurve = "off-curve"
    /// Makes a new key agreement key each time that it is asked.
    case restlessAgreement = "restless-agreement"
    /// Gives a large-blob array with another checksum.
    case blobChecksum = "blob-checksum"
    /// Reads the large-blob array from its beginning wherever it is asked to begin.
    case blobOffsetIgnored = "blob-offset-ignored"
    /// Says that it has reset itself, and has not.
    case resetKeepsAll = "reset-keeps-all"
    /// Enrols something else than fingers.
    case otherModality = "other-modality"
    /// Needs no sample of a finger.
    case noSamples = "no-samples"

    // Attestation and extensions.
    /// Attests although no attestation was preferred.
    case preferenceIgnored = "preference-ignored"
    /// Attests with its vendor's root.
    case authorityCertificate = "authority-certificate"
    /// Attests with the certificate of another model.
    case otherModelsCertificate = "other-models-certificate"
    /// Does not say that a credential has a secret.
    case secretUnannounced = "secret-unannounced"
    /// Has one secret for all salts.
    case oneSecret = "one-secret"
    /// Says that a credential is protected, and does not protect it.
    case unprotected
    /// Says that it keeps a blob with a credential that it does not keep.
    case blobPromised = "blob-promised"
    /// Tells the PIN's length to every relying party.
    case lengthTold = "length-told"

    // What is stored, and what a PIN token is good for.
    /// Says that it has deleted a credential, and has not.
    case deletionIgnored = "deletion-ignored"
    /// Says that it has exchanged a user's names, and has not.
    case updateIgnored = "update-ignored"
    /// Counts no stored credential.
    case countStuck = "count-stuck"
    /// Goes on with a sequence for whoever asks.
    case sequenceForAnyone = "sequence-for-anyone"
    /// Has the oldest credential sign first.
    case oldestFirst = "oldest-first"
    /// Issues tokens of half the length.
    case shortToken = "short-token"
    /// Takes a token for everything.
    case permissionsIgnored = "permissions-ignored"
    /// Takes a token of one relying party for every other.
    case partyIgnored = "party-ignored"
    /// Says that it has changed the PIN, and has not.
    case pinChangeIgnored = "pin-change-ignored"
    /// Verifies the user and does not say so.
    case verificationUnsaid = "verification-unsaid"
    /// Says that the user was verified whoever was there.
    case verificationAlwaysSaid = "verification-always-said"
    /// Shows stored credentials to everybody, whatever their protection.
    case storedUnprotected = "stored-unprotected"
    /// Loses the blob of a stored credential.
    case blobLost = "blob-lost"
    /// Says that it has written the large-blob array, and has not.
    case blobWriteLost = "blob-write-lost"
    /// Gives everybody the secret of a verified user.
    case oneSecretForBoth = "one-secret-for-both"
    /// Forgets stored credentials without power.
    case forgetsAtPowerUp = "forgets-at-power-up"

    // U2F.
    /// Names a version that there is not.
    case u2fVersion = "u2f-version"
    /// Says that it knows every key handle.
    case u2fAnyHandle = "u2f-any-handle"
    /// Begins a registration with another byte.
    case u2fReservedByte = "u2f-reserved-byte"
}

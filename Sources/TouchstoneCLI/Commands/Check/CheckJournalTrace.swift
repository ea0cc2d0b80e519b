import Octets
import SafetyGuard

/// A line of a run's file: what is about to be written on a key, or was taken back.
///
/// The relying parties are nobody's and the handles made up for the run, so nothing of it is personal.
struct CheckJournalTrace: Codable, Hashable, Sendable {
    enum Kind: String, Codable {
        case expected, made, gone
        case blobExpected = "blob-expected"
        case blobGone = "blob-gone"
        case pinExpected = "pin-expected"
        case pinGone = "pin-gone"
    }

    let device: Int
    let trace: Kind
    var rpID: String?
    /// The user handle, as hexadecimal digits.
    var userID: String?
    /// The credential id, as hexadecimal digits, once it is known.
    var credentialID: String?

    init(_ trace: KeyTrace, on device: Int) {
        let (kind, credential): (Kind, CredentialTrace?) =
            switch trace {
            case .expected(let credential): (.expected, credential)
            case .made(let credential): (.made, credential)
            case .gone(let credential): (.gone, credential)
            case .blobExpected: (.blobExpected, nil)
            case .blobGone: (.blobGone, nil)
            case .pinExpected: (.pinExpected, nil)
            case .pinGone: (.pinGone, nil)
            }
        self.device = device
        self.trace = kind
        rpID = credential?.rpID
        userID = credential.map { Hex.encode($0.userID) }
        credentialID = credential?.id.map { Hex.encode($0) }
    }

    /// The credential that it is about; `nil` for what is about something else.
    ///
    /// Its id is not taken from a file, which anybody may have changed: the key's list tells it by the handle.
    var credential: CredentialTrace? {
        guard let rpID, let handle = userID.flatMap({ try? Hex.decode($0) }) else { return nil }
        return CredentialTrace(rpID: rpID, userID: handle)
    }

    /// Whether a credential is what a run of checks makes: for nobody's relying party, under a handle of its own.
    static func isOwn(_ credential: CredentialTrace) -> Bool {
        CheckedParty.contains(credential.rpID) && credential.userID.count == 32
    }
}

/// What a check leaves behind on the device, for people who decide whether to run it.
package enum Residue: String, Hashable, Sendable, CaseIterable, Codable {
    /// The device is as it was.
    case nothing
    /// A signature counter went on, as with every sign-in.
    case counter
    /// A credential was made that the key does not keep.
    case forgottenCredential = "forgotten-credential"
    /// Something was written and taken back.
    case undone
    /// A limited number of tries went down and up again.
    case triesRestored = "tries-restored"
    /// What the device held is gone for ever.
    case erasure

    package var meaning: String {
        switch self {
        case .nothing: "nothing"
        case .counter: "a signature counter that has gone on"
        case .forgottenCredential: "nothing on the device; a credential was made that nobody keeps"
        case .undone: "nothing; what it writes it takes back"
        case .triesRestored: "all tries, since the right PIN restores them"
        case .erasure: "an empty key: every credential and the PIN are gone"
        }
    }
}

import CBORTree
import CTAPMessages
import Octets
import PINProtocols
import SeededKeys

/// What an authenticator remembers: over a power cycle, but for the ``session``.
struct AuthenticatorMemory {
    var generator: SeededGenerator
    /// Under which key handles are encrypted; a reset makes a new one, and so an end of all credentials.
    var masterKey: Secret
    var credentials: [StoredCredential] = []
    var counter: UInt32 = 0
    /// LEFT(SHA-256(PIN), 16); `nil` without a PIN.
    var pinHash: Secret?
    var pinLength = 0
    var pinRetries: Int
    var uvRetries: Int
    var minPINLength: UInt64
    var forcesPINChange = false
    var rpIDsForMinPINLength: [String] = []
    var isAlwaysUv: Bool
    var isEnterpriseEnabled: Bool
    var fingerprints: [Fingerprint] = []
    /// The serialized large-blob array; at first an empty one with its checksum (CTAP 2.1, 6.10.2).
    var largeBlobs = emptyLargeBlobs
    var session: PowerSession

    struct Fingerprint {
        let id: [UInt8]
        var name: String?
    }

    static let emptyLargeBlobs: [UInt8] = [
        0x80, 0x76, 0xBE, 0x8B, 0x52, 0x8D, 0x00, 0x75, 0xF7, 0xAA, 0xE9, 0x8D, 0x6F, 0xA5, 0x7A, 0x6D, 0x3C,
    ]

    /// As the model leaves the factory.
    init(_ model: AuthenticatorModel, at now: ContinuousClock.Instant) {
        generator = SeededGenerator(seed: model.seed, label: model.serialNumber)
        masterKey = Secret(generator.bytes(32))
        pinRetries = model.pinRetries
        uvRetries = model.uvRetries
        minPINLength = model.information?[0x0D]?.unsignedInteger ?? 4
        forcesPINChange = model.information?[0x0C]?.bool ?? false
        isAlwaysUv = model.option("alwaysUv") ?? false
        isEnterpriseEnabled = model.option("ep") ?? false
        session = PowerSession(poweredAt: now)
        if let text = model.initialPIN {
            pinHash = PIN.hash(of: Secret(Array(text.utf8)))
            pinLength = text.unicodeScalars.count
        }
        if model.option("uv") == true { fingerprints = [Fingerprint(id: [1], name: nil)] }
        startSession(at: now)
    }

    /// What is new with each power-up: key agreement keys, tokens, and no wrong PIN so far (CTAP 2.1, 6.5.5.1).
    mutating func startSession(at now: ContinuousClock.Instant) {
        session = PowerSession(poweredAt: now)
        for pinProtocol in PINProtocol.allCases {
            renewAgreement(pinProtocol)
            renewToken(pinProtocol)
        }
    }

    /// `regenerate` of the protocol (CTAP 2.1, 6.5.6).
    mutating func renewAgreement(_ pinProtocol: PINProtocol) {
        session.agreements[pinProtocol] = try? KeyAgreement(privateKey: generator.signingKey().rawRepresentation)
    }

    /// `resetPinUvAuthToken` of the protocol (CTAP 2.1, 6.5.6).
    mutating func renewToken(_ pinProtocol: PINProtocol) {
        session.tokens[pinProtocol] = Secret(generator.bytes(32))
        if session.tokenUse?.pinProtocol == pinProtocol { session.tokenUse = nil }
    }
}

/// What an authenticator forgets when it loses power.
struct PowerSession {
    let poweredAt: ContinuousClock.Instant
    var agreements: [PINProtocol: KeyAgreement] = [:]
    var tokens: [PINProtocol: Secret] = [:]
    var tokenUse: PINTokenUse?
    /// Wrong PINs in a row since power-up; the third one blocks (CTAP 2.1, 6.5.5.7.1).
    var pinMismatches = 0
    var sequence: CommandSequence?
    var blobWrite: LargeBlobWrite?
    /// When a U2F command first asked for a touch that it has not had yet.
    var u2fWaitingSince: ContinuousClock.Instant?
}

/// What a command that comes in several parts has left to give (CTAP 2.1, 6, stateful commands).
struct CommandSequence {
    enum Rest {
        case assertions([StoredCredential], AssertionRequest)
        case relyingParties([String])
        case credentials([StoredCredential])
    }

    var rest: Rest
    let channel: UInt32
    var lastUse: ContinuousClock.Instant
}

/// A large-blob array of which not all has arrived (CTAP 2.1, 6.10.2).
struct LargeBlobWrite {
    let length: Int
    var bytes: [UInt8] = []
}

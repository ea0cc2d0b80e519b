import CBORTree
import CTAPMessages
import Crypto
import Octets

/// One command being carried out, on a copy of the authenticator's memory.
///
/// The answer is found at once and sent when its time has come; time that a touch takes passes in here as a number. A
/// command that is cancelled has never happened, since its copy is then thrown away.
struct Transaction {
    let model: AuthenticatorModel
    let faults: Set<AuthenticatorFault>
    let channel: UInt32
    var now: ContinuousClock.Instant
    var memory: AuthenticatorMemory
    /// How long the user is waited for.
    private(set) var waiting: Duration = .zero

    /// How long an authenticator waits for a touch (CTAP 2.1, 6: 10 to 30 seconds by its own choice).
    static let patience = Duration.seconds(30)

    init(
        model: AuthenticatorModel,
        faults: Set<AuthenticatorFault>,
        channel: UInt32,
        now: ContinuousClock.Instant,
        memory: AuthenticatorMemory
    ) {
        self.model = model
        self.faults = faults
        self.channel = channel
        self.now = now
        self.memory = memory
    }

    /// Waits for the user; without one the command is over.
    mutating func awaitTouch() throws(Refusal) {
        guard !faults.contains(.noTouch) else { return }
        let delay = model.touch ?? Self.patience
        let isTouched = delay < Self.patience
        pass(isTouched ? delay : Self.patience)
        guard isTouched else { throw Refusal(.userActionTimeout) }
    }

    /// Waits for a finger on the sensor (CTAP 2.1, 6.5.3.1, performBuiltInUv).
    mutating func verifyByFingerprint() throws(Refusal) {
        guard memory.uvRetries > 0 else { throw Refusal(.uvBlocked) }
        try awaitTouch()
        guard faults.contains(.wrongFinger) else {
            memory.uvRetries = model.uvRetries
            return
        }
        memory.uvRetries -= 1
        throw Refusal(memory.uvRetries == 0 ? .uvBlocked : .uvInvalid)
    }

    /// Whether a fingerprint could verify the user now.
    var hasFingerprint: Bool { model.option("uv") != nil && !memory.fingerprints.isEmpty }

    /// "Protected by some form of user verification" (CTAP 2.1, 6.1.2).
    var isProtected: Bool { memory.pinHash != nil || hasFingerprint }

    static func hash(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

    /// The credential of this identifier, if it is one of the relying party's.
    func credential(_ id: [UInt8], rpIDHash: [UInt8]) -> StoredCredential? {
        if let stored = memory.credentials.first(where: { $0.id == id }) {
            return stored.rpIDHash == rpIDHash ? stored : nil
        }
        return KeyHandle.unwrap(id, rpIDHash: rpIDHash, under: memory.masterKey)
    }

    private mutating func pass(_ duration: Duration) {
        waiting += duration
        now += duration
    }
}

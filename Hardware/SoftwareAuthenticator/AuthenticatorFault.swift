package import CTAPMessages

/// A way in which an authenticator is broken.
///
/// Each has a spelling, such as `slow:250` or `mute`, for command lines.
package enum AuthenticatorFault: Hashable, Sendable {
    /// Answers so many messages, then none: from the start with 0.
    case mute(afterMessages: Int)
    /// Stops after the first report of every answer that needs more than one.
    case drip
    /// Says that it is processing each CBOR request, and never says more.
    case keepAliveForever
    /// Answers CBOR requests on a channel that nobody asked on.
    case wrongChannel
    /// Announces CBOR answers longer than any message can be.
    case oversize
    /// Answers CBOR requests with success and half of a map.
    case badCBOR
    /// Takes so long for each CBOR request, with keep-alives in between.
    case slow(Duration)
    /// Echoes another nonce than it was sent.
    case wrongNonce
    /// Answers one CTAP2 command with a status.
    case refuse(command: UInt8, status: UInt8)
    /// Answers CBOR requests with this CTAPHID error.
    case transportError(UInt8)
    /// Says in getInfo that it is another model, by 32 hexadecimal digits.
    case claims(AAGUID)
    /// Puts another model's AAGUID into what it attests.
    case attests(AAGUID)
    /// Does not know a credential that it has just made.
    case forgets
    /// Signs so that no signature verifies.
    case badSignature
    /// Never counts.
    case counterStuck
    /// Answers for another relying party.
    case wrongRPIDHash
    /// Says that nobody was there.
    case upClear
    /// Writes the keys of its answers in the wrong order.
    case notCanonical
    /// Answers one status in place of another.
    case status(UInt8, insteadOf: UInt8)
    /// Its PIN token is good after a power cycle.
    case tokenKept
    /// Does not wait for a touch.
    case noTouch
    /// A wrong PIN costs no try.
    case retriesKept
    /// Gives every credential the same identifier.
    case sameID
    /// Keeps its key agreement key after a wrong PIN and over a power cycle.
    case agreementReused
    /// Gives its serial number away although nobody asked for enterprise attestation.
    case unaskedSerial
    /// Does not recognize the finger.
    case wrongFinger
    /// Does not keep one rule.
    case lax(Laxity)
    /// Answers one status in place of another to one CTAP2 command.
    case misreports(command: UInt8, status: UInt8, insteadOf: UInt8)

    /// Those that are one word.
    private static let words: [String: Self] = [
        "drip": .drip, "keep-alive-forever": .keepAliveForever, "wrong-channel": .wrongChannel,
        "oversize": .oversize, "bad-cbor": .badCBOR, "wrong-nonce": .wrongNonce, "forgets": .forgets,
        "bad-signature": .badSignature, "counter-stuck": .counterStuck, "wrong-rp-id-hash": .wrongRPIDHash,
        "up-clear": .upClear, "not-canonical": .notCanonical, "token-kept": .tokenKept, "no-touch": .noTouch,
        "retries-kept": .retriesKept, "same-id": .sameID, "agreement-reused": .agreementReused,
        "unasked-serial": .unaskedSerial, "wrong-finger": .wrongFinger,
    ]

    /// Every spelling there is, for people who mistyped one.
    package static let spellings =
        (words.keys + [
            "mute", "mute:MESSAGES", "slow:MILLISECONDS", "refuse:COMMAND:STATUS", "transport-error:CODE",
            "claims:AAGUID", "attests:AAGUID", "status:STATUS:INSTEAD-OF", "misreports:COMMAND:STATUS:INSTEAD-OF",
        ] + Laxity.allCases.map { "lax:\($0.rawValue)" })
        .sorted()
}

extension AuthenticatorFault: LosslessStringConvertible {
    /// Reads the spelling: a word, with numbers behind colons where it takes any.
    package init?(_ description: String) {
        if let fault = Self.words[description] {
            self = fault
            return
        }
        let parts = description.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 2, parts[0] == "lax" {
            guard let laxity = Laxity(rawValue: String(parts[1])) else { return nil }
            self = .lax(laxity)
            return
        }
        if parts.count == 2, let aaguid = AAGUID(text: String(parts[1])) {
            switch parts[0] {
            case "claims": self = .claims(aaguid)
            case "attests": self = .attests(aaguid)
            default: return nil
            }
            return
        }
        let numbers = parts.dropFirst().compactMap(Self.number)
        guard let word = parts.first, numbers.count == parts.count - 1 else { return nil }
        let octets = numbers.compactMap { UInt8(exactly: $0) }
        switch (word, numbers.count) {
        case ("mute", 0): self = .mute(afterMessages: 0)
        case ("mute", 1): self = .mute(afterMessages: numbers[0])
        case ("slow", 1): self = .slow(.milliseconds(numbers[0]))
        case ("refuse", 2) where octets.count == 2: self = .refuse(command: octets[0], status: octets[1])
        case ("status", 2) where octets.count == 2: self = .status(octets[0], insteadOf: octets[1])
        case ("misreports", 3) where octets.count == 3:
            self = .misreports(command: octets[0], status: octets[1], insteadOf: octets[2])
        case ("transport-error", 1) where octets.count == 1: self = .transportError(octets[0])
        default: return nil
        }
    }

    /// The spelling that ``init(_:)`` reads.
    package var description: String {
        switch self {
        case .mute(let count): "mute:\(count)"
        case .slow(let delay): "slow:\(Int(delay / .milliseconds(1)))"
        case .refuse(let command, let status): "refuse:\(command):\(status)"
        case .transportError(let code): "transport-error:\(code)"
        case .claims(let aaguid): "claims:\(aaguid)"
        case .attests(let aaguid): "attests:\(aaguid)"
        case .status(let status, let other): "status:\(status):\(other)"
        case .misreports(let command, let status, let other): "misreports:\(command):\(status):\(other)"
        case .lax(let laxity): "lax:\(laxity.rawValue)"
        default: Self.words.first { $0.value == self }?.key ?? ""
        }
    }

    private static func number(_ text: Substring) -> Int? {
        let value = text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text)
        // A day in milliseconds: more would be a slip, and no bound at all an overflow.
        return value.flatMap { (0...86_400_000).contains($0) ? $0 : nil }
    }
}

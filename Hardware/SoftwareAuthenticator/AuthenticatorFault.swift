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
}

extension AuthenticatorFault: LosslessStringConvertible {
    /// Reads the spelling: a word, with numbers behind colons where it takes any.
    package init?(_ description: String) {
        let parts = description.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.dropFirst().compactMap(Self.number)
        guard let word = parts.first, numbers.count == parts.count - 1 else { return nil }
        switch (word, numbers.count) {
        case ("mute", 0): self = .mute(afterMessages: 0)
        case ("mute", 1): self = .mute(afterMessages: numbers[0])
        case ("drip", 0): self = .drip
        case ("keep-alive-forever", 0): self = .keepAliveForever
        case ("wrong-channel", 0): self = .wrongChannel
        case ("oversize", 0): self = .oversize
        case ("bad-cbor", 0): self = .badCBOR
        case ("slow", 1): self = .slow(.milliseconds(numbers[0]))
        case ("wrong-nonce", 0): self = .wrongNonce
        case ("refuse", 2):
            guard let command = UInt8(exactly: numbers[0]), let status = UInt8(exactly: numbers[1]) else { return nil }
            self = .refuse(command: command, status: status)
        case ("transport-error", 1):
            guard let code = UInt8(exactly: numbers[0]) else { return nil }
            self = .transportError(code)
        default:
            return nil
        }
    }

    /// The spelling that ``init(_:)`` reads.
    package var description: String {
        switch self {
        case .mute(let count): "mute:\(count)"
        case .drip: "drip"
        case .keepAliveForever: "keep-alive-forever"
        case .wrongChannel: "wrong-channel"
        case .oversize: "oversize"
        case .badCBOR: "bad-cbor"
        case .slow(let delay): "slow:\(Int(delay / .milliseconds(1)))"
        case .wrongNonce: "wrong-nonce"
        case .refuse(let command, let status): "refuse:\(command):\(status)"
        case .transportError(let code): "transport-error:\(code)"
        }
    }

    private static func number(_ text: Substring) -> Int? {
        let value = text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text)
        // A day in milliseconds: more would be a slip, and no bound at all an overflow.
        return value.flatMap { (0...86_400_000).contains($0) ? $0 : nil }
    }
}

/// A way in which a card misbehaves.
///
/// Each has a spelling, such as `mute:3` or `byte-flip`, for command lines.
package enum CardFault: Hashable, Sendable {
    /// No answer from this command on, counted from 1.
    case mute(fromCommand: Int)
    /// The card leaves its slot in the middle of this command, counted from 1.
    case removed(duringCommand: Int)
    /// Takes so long for each command.
    case slow(Duration)
    /// Every response is one byte long, half a status word.
    case wrongLength
    /// Answers one status word in place of another.
    case status(UInt16, insteadOf: UInt16)
    /// Every status word is one that ISO/IEC 7816-4:2020, 5.6 leaves no room for.
    case garbageStatus

    /// The answer to a warm reset has other historical bytes than the one to a cold reset.
    case warmDiffersFromCold
    /// No answer to reset at all.
    case unresponsiveToReset
    /// Every second answer to reset is another one.
    case answerToResetChanges
    /// The check byte of the answer to reset is wrong, or there is one where none belongs.
    case wrongCheckByte
    /// The answer to reset ends before its last historical byte.
    case answerToResetCutShort
    /// A reset takes neither the selection nor a verified PIN away.
    case resetKeepsState

    /// Refuses extended length, whatever its answer to reset announces.
    case extendedRefused
    /// Refuses command chaining, whatever its answer to reset announces.
    case chainingRefused
    /// Takes the last command of a chain for the whole of it.
    case chainForgotten
    /// One byte of every answer to GET RESPONSE is wrong.
    case byteFlipped
    /// Has nothing more to hand out when GET RESPONSE asks for what it announced.
    case remainderLost
    /// Names a length in `6Cxx` that is not the right one either.
    case wrongExactLength
    /// Answers SELECT of any name with success.
    case selectsAnything
    /// Gives an answer to commands that have no Le and so ask for none.
    case answersUnasked
    /// Gives all that it has, however little was asked for.
    case ignoresExpectedLength
    /// Takes every class byte for the interindustry one.
    case acceptsAnyClass
    /// Answers unknown instructions with success.
    case acceptsAnyInstruction
    /// Answers unknown parameters with success.
    case acceptsAnyParameters

    /// An empty VERIFY costs a try, as one with a wrong PIN does.
    case emptyVerifyCosts
    /// Does not say how many tries are left: `6300`.
    case noCounter
    /// A wrong PIN costs no try.
    case triesKept
    /// Hands out without the PIN what only the PIN opens.
    case pinNotNeeded

    /// The certificates have expired.
    case expiredCertificates
    /// Every data object ends before its length says.
    case objectsCutShort

    private static let words: [String: Self] = [
        "wrong-length": .wrongLength, "garbage-status": .garbageStatus,
        "warm-differs-from-cold": .warmDiffersFromCold, "unresponsive-to-reset": .unresponsiveToReset,
        "atr-changes": .answerToResetChanges, "bad-tck": .wrongCheckByte, "atr-cut-short": .answerToResetCutShort,
        "reset-keeps-state": .resetKeepsState, "extended-refused": .extendedRefused,
        "chaining-refused": .chainingRefused, "chain-forgotten": .chainForgotten, "byte-flip": .byteFlipped,
        "remainder-lost": .remainderLost, "wrong-exact-length": .wrongExactLength,
        "selects-anything": .selectsAnything, "answers-unasked": .answersUnasked,
        "le-ignored": .ignoresExpectedLength, "any-class": .acceptsAnyClass,
        "any-instruction": .acceptsAnyInstruction, "any-parameters": .acceptsAnyParameters,
        "empty-verify-costs": .emptyVerifyCosts, "no-counter": .noCounter, "tries-kept": .triesKept,
        "pin-not-needed": .pinNotNeeded, "expired": .expiredCertificates, "objects-cut-short": .objectsCutShort,
    ]

    /// One of each kind, in the order of their spellings, for tables that must leave none out.
    package static let examples =
        (words.values + [
            .mute(fromCommand: 2), .removed(duringCommand: 2), .slow(.milliseconds(20)),
            .status(0x6F00, insteadOf: 0x9000),
        ])
        .sorted { $0.description < $1.description }

    /// Every spelling there is, for people who mistyped one.
    package static let spellings =
        (words.keys + ["mute", "mute:COMMAND", "removed:COMMAND", "slow:MILLISECONDS", "status:STATUS:INSTEAD-OF"])
        .sorted()
}

extension CardFault: LosslessStringConvertible {
    /// Reads the spelling: a word, with numbers behind colons where it takes any; status words are hexadecimal.
    package init?(_ description: String) {
        if let fault = Self.words[description] {
            self = fault
            return
        }
        let parts = description.split(separator: ":", omittingEmptySubsequences: false)
        guard let word = parts.first else { return nil }
        let numbers = parts.dropFirst().map { Int($0, radix: word == "status" ? 16 : 10) ?? 0 }
        // A day in milliseconds, and more commands than any bench sends: anything above is a slip.
        guard numbers.allSatisfy({ (1...86_400_000).contains($0) }) else { return nil }
        switch (word, numbers.count) {
        case ("mute", 0): self = .mute(fromCommand: 1)
        case ("mute", 1): self = .mute(fromCommand: numbers[0])
        case ("removed", 1): self = .removed(duringCommand: numbers[0])
        case ("slow", 1): self = .slow(.milliseconds(numbers[0]))
        case ("status", 2):
            guard let status = UInt16(exactly: numbers[0]), let other = UInt16(exactly: numbers[1]) else { return nil }
            self = .status(status, insteadOf: other)
        default: return nil
        }
    }

    /// The spelling that ``init(_:)`` reads.
    package var description: String {
        switch self {
        case .mute(let number): "mute:\(number)"
        case .removed(let number): "removed:\(number)"
        case .slow(let delay): "slow:\(Int(delay / .milliseconds(1)))"
        case .status(let status, let other): "status:\(Self.hex(status)):\(Self.hex(other))"
        default: Self.words.first { $0.value == self }?.key ?? ""
        }
    }

    private static func hex(_ status: UInt16) -> String { String(status, radix: 16) }
}

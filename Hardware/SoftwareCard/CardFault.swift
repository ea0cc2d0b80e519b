/// A way in which a card misbehaves.
package enum CardFault: Hashable, Sendable {
    /// No answer from this command on, counted from 1.
    case mute(fromCommand: Int)
    /// The card leaves its slot in the middle of this command, counted from 1.
    case removed(duringCommand: Int)
    /// Every response is one byte long, half a status word.
    case wrongLength
    /// The answer to a warm reset has other historical bytes than the one to a cold reset.
    case warmDiffersFromCold
    /// No answer to reset at all.
    case unresponsiveToReset
}

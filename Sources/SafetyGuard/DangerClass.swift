/// What a command may cost the device it is sent to.
///
/// The order is that of the cost: an allowance lets its own class pass and every one below.
package enum DangerClass: String, Hashable, Sendable, CaseIterable, Comparable, CustomStringConvertible {
    /// Reads only, needs no hand, changes nothing.
    case d0 = "D0"
    /// Needs a touch or an insertion and leaves nothing behind.
    case d1 = "D1"
    /// Writes what the bench can undo, and has to.
    case d2 = "D2"
    /// Spends something limited: a try at a PIN, a fingerprint or a PUK, or a counter.
    case d3 = "D3"
    /// Cannot be undone. What nobody has listed counts as this.
    case d4 = "D4"

    package var meaning: String {
        switch self {
        case .d0: "reads only"
        case .d1: "needs a touch or an insertion"
        case .d2: "writes what has to be undone"
        case .d3: "spends something limited"
        case .d4: "cannot be undone"
        }
    }

    package var description: String { rawValue }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

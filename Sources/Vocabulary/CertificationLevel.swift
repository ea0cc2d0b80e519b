/// A level of the FIDO authenticator certification programme.
///
/// Plain `FIDO_CERTIFIED` is none of them: it says that the protocol was implemented, and nothing about the key's
/// resistance to attack. Where there may be no level, there is an optional.
package enum CertificationLevel: String, Hashable, Sendable, Comparable, CaseIterable, CustomStringConvertible {
    case l1 = "L1"
    case l1plus = "L1+"
    case l2 = "L2"
    case l2plus = "L2+"
    case l3 = "L3"
    case l3plus = "L3+"

    /// Places in the order, with room for what the programme may put between them.
    package var rank: Int {
        switch self {
        case .l1: 10
        case .l1plus: 11
        case .l2: 20
        case .l2plus: 21
        case .l3: 30
        case .l3plus: 31
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    package var description: String { rawValue }

    /// The level in words: `Level 2+`.
    package var name: String { "Level \(rawValue.dropFirst())" }

    /// Reads `L2+`, and the metadata service's `L2plus`, in either case.
    package init?(_ text: some StringProtocol) {
        self.init(rawValue: text.uppercased().replacing("PLUS", with: "+"))
    }
}

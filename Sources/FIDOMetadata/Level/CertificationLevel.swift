/// A level of the FIDO authenticator certification programme.
///
/// Plain `FIDO_CERTIFIED` is none of them: it says that the protocol was implemented, and nothing about the key's
/// resistance to attack.
package enum CertificationLevel: Int, Hashable, Sendable, Comparable, CaseIterable, CustomStringConvertible {
    case l1 = 10
    case l1plus = 11
    case l2 = 20
    case l2plus = 21
    case l3 = 30
    case l3plus = 31

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The spelling of the service, with a lower-case *plus*.
    package var description: String {
        switch self {
        case .l1: "L1"
        case .l1plus: "L1plus"
        case .l2: "L2"
        case .l2plus: "L2plus"
        case .l3: "L3"
        case .l3plus: "L3plus"
        }
    }

    /// Reads the service's spelling, and `L2+` for `L2plus`, in either case.
    package init?(_ text: some StringProtocol) {
        let name = text.lowercased().replacing("+", with: "plus")
        guard let level = Self.allCases.first(where: { $0.description.lowercased() == name }) else { return nil }
        self = level
    }
}

/// A FIDO authenticator certification level.
///
/// The ranks are those of the FIDO certification programme; "plus" levels stand between the whole ones.
package enum CertificationLevel: String, CaseIterable, Sendable {
    case none = "none"
    case level1 = "L1"
    case level1Plus = "L1+"
    case level2 = "L2"
    case level2Plus = "L2+"
    case level3 = "L3"
    case level3Plus = "L3+"

    /// The level in words.
    package var name: String {
        self == .none ? "not certified" : "Level \(rawValue.dropFirst())"
    }

    private var rank: Int {
        switch self {
        case .none: 0
        case .level1: 10
        case .level1Plus: 11
        case .level2: 20
        case .level2Plus: 21
        case .level3: 30
        case .level3Plus: 31
        }
    }
}

extension CertificationLevel: Comparable {
    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}

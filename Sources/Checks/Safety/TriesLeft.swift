/// How many tries a device has left at its secret.
package enum TriesLeft: Hashable, Sendable {
    /// It has no secret that could be tried.
    case none
    case left(UInt64)
    /// Nobody can tell, which counts as none.
    case unknown

    /// Tries that are never touched: with so many left nothing is done that could cost one.
    static let floor: UInt64 = 2

    /// Why nothing may be spent; `nil` where it may.
    var refusal: String? {
        switch self {
        case .none: nil
        case .left(let tries) where tries > Self.floor: nil
        case .left(let tries): "only \(tries) tries are left, and more than \(Self.floor) must be"
        case .unknown: "nobody can tell how many tries are left, and more than \(Self.floor) must be"
        }
    }
}

/// What kind of thing a check is made on.
package enum CheckedKind: String, Hashable, Sendable, CaseIterable, Codable {
    case securityKey = "key"
    case smartCard = "card"
    case reader = "reader"
}

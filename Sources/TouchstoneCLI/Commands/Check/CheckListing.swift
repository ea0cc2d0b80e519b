import Checks
import SafetyGuard

/// Checks as JSON: schema `touchstone.checks/1`.
struct CheckListing: Encodable {
    struct Entry: Encodable {
        let id: String
        let title: String
        let clause: String
        let danger: String
        let kind: String
        let needs: [String]
        let leaves: String
        let tags: [String]
        let explanation: String

        init(_ check: CheckDescription) {
            id = check.id.rawValue
            title = check.title
            clause = "\(check.clause)"
            danger = check.danger.rawValue
            kind = check.kind.rawValue
            needs = check.needs
            leaves = check.leaves.rawValue
            tags = check.tags.sorted().map(\.rawValue)
            explanation = check.explanation
        }
    }

    let checks: [Entry]
}

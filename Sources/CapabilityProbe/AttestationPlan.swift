import CTAPMessages

/// Whether a key can be asked who vouches for it, and what that takes, by what it says of itself.
package enum AttestationPlan: Hashable, Sendable {
    /// A touch is enough.
    case touch
    /// The key demands its PIN, and there are tries to spare.
    case pin
    /// The key cannot be asked; the reason is a clause.
    case impossible(String)

    /// Tries that must be left before a PIN is sent: a slip of the finger must not bring a key near its end.
    package static let floor = 3

    /// Decides by getInfo and the counter of tries (CTAP 2.1, 6.1.2, steps on user verification).
    package init(for key: SecurityKeyFacts) {
        guard let information = key.information else {
            // A key of U2F knows no PIN; one that keeps getInfo to itself is not asked for more.
            self = key.informationRefusal == nil ? .touch : .impossible("it refuses getInfo")
            return
        }
        guard information.unreadable == nil else {
            self = .impossible("its getInfo cannot be read")
            return
        }
        let options = information.options ?? [:]
        let hasPIN = options["clientPin"] == true
        let alwaysVerifies = options["alwaysUv"] == true
        let needsNone = options["makeCredUvNotRqd"] == true || !hasPIN && options["uv"] != true
        if needsNone, !alwaysVerifies {
            self = .touch
        } else if !hasPIN {
            self = .impossible("it demands user verification, and no PIN is set on it")
        } else if information.forcePINChange == true {
            self = .impossible("it demands its PIN, and that its PIN be changed first")
        } else if let count = key.pinRetries?.count, count >= Self.floor {
            self = .pin
        } else {
            let left = key.pinRetries?.count.map { "only \($0) tries" } ?? "an unknown number of tries"
            self = .impossible("it demands its PIN, and \(left) are left; \(Self.floor) must be")
        }
    }
}

import Octets

/// What a replay knows of the PIN: not what it is, but which ones have to be equal.
struct PINRelation: Sendable {
    private var accepted: Secret?
    private var refused: [Secret] = []

    /// Begins with the hash that whoever replays told, if any.
    init(told: Secret? = nil) {
        accepted = told
    }

    /// A new PIN was set.
    mutating func set(_ hash: Secret) {
        accepted = hash
        refused = []
    }

    /// The device forgot it.
    mutating func forget() { self = Self() }

    /// Takes a PIN hash that the recorded device accepted.
    ///
    /// - Returns: What is wrong with it, if anything is.
    mutating func accept(_ hash: Secret) -> String? {
        if let accepted, !Self.areEqual(accepted, hash) { return "another PIN than the one accepted before" }
        if refused.contains(where: { Self.areEqual($0, hash) }) { return "the PIN that was refused before" }
        accepted = hash
        return nil
    }

    /// Takes a PIN hash that the recorded device refused.
    ///
    /// - Returns: What is wrong with it, if anything is.
    mutating func refuse(_ hash: Secret) -> String? {
        if let accepted, Self.areEqual(accepted, hash) { return "the right PIN, where a wrong one was recorded" }
        refused.append(hash)
        return nil
    }

    private static func areEqual(_ left: Secret, _ right: Secret) -> Bool {
        left.withBytes { left in right.withBytes { left == $0 } }
    }
}

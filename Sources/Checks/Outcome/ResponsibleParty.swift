/// Who has to act so that a check can run.
package enum ResponsibleParty: String, Hashable, Sendable, CaseIterable, Codable {
    /// The reader vanished, the daemon is down, a file is missing.
    case bench
    /// Nobody touched the key, nobody allowed it.
    case person = "operator"
    /// A mistake of this program.
    case us
}

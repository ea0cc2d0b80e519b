import Checks

/// The first line of a run's file: what was to be done, and on which devices.
struct CheckJournalHeader: Codable, Sendable {
    struct Device: Codable, Hashable, Sendable {
        let name: String
        /// The USB port, for people and for telling equal devices apart.
        var port: String?
        /// By which the device is known again: four digits of a keyed hash, too few to find its serial number by.
        let mark: String
        /// The recording of what was exchanged, a file beside this one.
        var recording: String?
        /// SHA-256 of the serial number, where a waiver was granted for it: a replay has no other way to find that out.
        var serialSHA256: String?
    }

    static let format = "touchstone-checks"
    static let version = 1

    let format: String
    let version: Int
    let tool: String
    /// RFC 3339, UTC.
    let begun: String
    /// From which the run's challenges derive, as hexadecimal digits.
    let seed: String
    /// The highest class that was allowed.
    let danger: String
    /// How long an answer and a touch might take, in milliseconds: reasons name them.
    let answerLimit: Int
    let touchLimit: Int
    /// Every check that was meant, in the order of the run.
    let checks: [String]
    let devices: [Device]
}

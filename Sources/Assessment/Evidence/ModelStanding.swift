package import Vocabulary

/// What the metadata says of one model, at one date and for one firmware.
package struct ModelStanding: Hashable, Sendable {
    /// How the certification bears on the firmware of the key.
    package enum Firmware: Hashable, Sendable {
        case covered(String)
        /// The key does not say which it has, so that the level is the model's.
        case untold
        /// Every certification is of a later one.
        case notCovered(String)
        /// Below the lowest that the vendor calls trustworthy.
        case untrustworthy(String)
        /// By dates one report decides, by versions another.
        case ambiguous(String)
    }

    /// The entry, for whoever wants to look it up: its name, the metadata's number, date and digest.
    package var entry: String
    package var name: String
    /// `nil` where the model holds none.
    package var level: CertificationLevel?
    /// The report that decides, or why there is no level, as a sentence.
    package var grounds: String
    package var firmware: Firmware
    /// Reports in effect that speak against the model.
    package var against: [String]
    /// Reports that speak against certain certificates, where an attestation would tell whether this key's is one.
    package var undetermined: [String]
    /// Reports against the model that do not concern this key any more.
    package var settled: [String]
    /// Reports in effect whose status no specification has.
    package var notUnderstood: [String]

    package init(
        entry: String,
        name: String,
        level: CertificationLevel?,
        grounds: String = "",
        firmware: Firmware = .covered("1"),
        against: [String] = [],
        undetermined: [String] = [],
        settled: [String] = [],
        notUnderstood: [String] = []
    ) {
        self.entry = entry
        self.name = name
        self.level = level
        self.grounds = grounds
        self.firmware = firmware
        self.against = against
        self.undetermined = undetermined
        self.settled = settled
        self.notUnderstood = notUnderstood
    }
}

/// A property by which checks are chosen.
package struct CheckTag: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Sends what a device has to refuse.
    package static let negative = Self(rawValue: "negative")
    /// Somebody has to touch the key.
    package static let touch = Self(rawValue: "touch")
    /// Somebody has to move a card, so it is made only where it is asked for by its tag or name.
    package static let hands = Self(rawValue: "hands")
    /// Sends a PIN, and needs the right one.
    package static let pin = Self(rawValue: "pin")
    /// Waits for a time that the device may take, so it lasts.
    package static let slow = Self(rawValue: "slow")
    /// Measures time, which a replay does not have: there the recorded result stands.
    package static let timed = Self(rawValue: "timed")
    /// Rests on the metadata of the day, which a replay does not have: there the recorded result stands.
    package static let metadata = Self(rawValue: "metadata")
    /// Compares secrets that a recording masks: there the recorded result stands.
    package static let masked = Self(rawValue: "masked")

    /// Of these a replay asks all that was asked, and does not judge anew.
    static let notReplayed: Set<Self> = [.timed, .metadata, .masked]

    /// Bears on what the vendor or the metadata vouches for.
    package static let attestation = Self(rawValue: "attestation")
    /// Watches what other checks exchange.
    package static let observer = Self(rawValue: "observer")

    package var description: String { rawValue }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

package import DeviceTransport

/// One slot as the PC/SC daemon reports it at one moment.
package struct ReaderObservation: Hashable, Sendable {
    /// What the slot holds.
    package enum State: Hashable, Sendable {
        case empty
        /// A card that answered its reset with these bytes.
        case card(answerToReset: [UInt8])
        /// A card that does not answer.
        case mute
        /// The daemon does not know, or no longer.
        case unavailable
    }

    /// The name as the daemon gives it.
    package let name: ReaderName
    package let state: State
    /// Whether another program holds the card for itself.
    package let isExclusive: Bool
    /// Insertions and removals, as the daemon counts them.
    package let eventCount: Int
    /// Where the reader is plugged in, if its driver tells (PC/SC part 3, `SCARD_ATTR_CHANNEL_ID`).
    package let busNumber: Int?
    package let deviceNumber: Int?

    package init(
        name: String,
        state: State,
        isExclusive: Bool = false,
        eventCount: Int = 0,
        busNumber: Int? = nil,
        deviceNumber: Int? = nil
    ) {
        self.name = ReaderName(name)
        self.state = state
        self.isExclusive = isExclusive
        self.eventCount = eventCount
        self.busNumber = busNumber
        self.deviceNumber = deviceNumber
    }

    /// The card's answer to reset, where there is one.
    package var answerToReset: [UInt8]? {
        guard case .card(let bytes) = state else { return nil }
        return bytes
    }
}

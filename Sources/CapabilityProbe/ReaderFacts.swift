/// One slot of a reader, with or without a card.
package struct ReaderFacts: Hashable, Sendable, Codable {
    /// What the slot held when it was looked at.
    package enum Slot: String, Hashable, Sendable, CaseIterable, Codable {
        case empty
        case card
        case mute
        case unavailable
    }

    /// The reader's name without its serial number.
    package let name: String
    package let slot: Slot
    /// What the reader tells of itself, where its driver passes that on.
    package let attributes: ReaderAttributes
    package let card: SmartCardFacts?

    package init(name: String, slot: Slot, attributes: ReaderAttributes = .init(), card: SmartCardFacts? = nil) {
        self.name = name
        self.slot = slot
        self.attributes = attributes
        self.card = card
    }
}

/// Attributes of a reader (PC/SC part 3, 3.1.4) that many of one model share.
package struct ReaderAttributes: Hashable, Sendable, Codable {
    package var vendorName: String?
    /// The device release as the driver reports it, `5.43`.
    package var vendorVersion: String?
    /// The longest command in bytes that the driver takes at once.
    package var maximumInput: UInt32?

    package init(vendorName: String? = nil, vendorVersion: String? = nil, maximumInput: UInt32? = nil) {
        self.vendorName = vendorName
        self.vendorVersion = vendorVersion
        self.maximumInput = maximumInput
    }
}

package import CTAPMessages
package import SafetyGuard

/// The devices that belong to the lab, and on which checks may spend or destroy something.
package struct LabList: Hashable, Sendable {
    /// One device; a model is none.
    package struct Entry: Hashable, Sendable {
        /// What the lab calls it; it is typed back before anything is spent.
        package let name: String
        package let serialNumber: String?
        /// The model that it has to be as well, where that is said.
        package let aaguid: AAGUID?
        /// A card's own number, as 32 digits.
        package let cardNumber: String?
        /// The highest class that the lab puts up with.
        package let highest: DangerClass

        package init(
            name: String,
            serialNumber: String? = nil,
            aaguid: AAGUID? = nil,
            cardNumber: String? = nil,
            highest: DangerClass = .d3
        ) {
            self.name = name
            self.serialNumber = serialNumber
            self.aaguid = aaguid
            self.cardNumber = cardNumber
            self.highest = highest
        }

        /// Whether this is the device: by the number that it alone has, and by everything else that is said of it.
        func names(_ device: DeviceFingerprint) -> Bool {
            guard serialNumber != nil || cardNumber != nil else { return false }
            return Self.fits(serialNumber, device.serialNumber) && Self.fits(aaguid, device.aaguid)
                && Self.fits(cardNumber, device.cardNumber)
        }

        private static func fits<Value: Equatable>(_ wanted: Value?, _ found: Value?) -> Bool {
            wanted == nil || wanted == found
        }
    }

    package let entries: [Entry]

    package init(_ entries: [Entry] = []) {
        self.entries = entries
    }

    func entry(for device: DeviceFingerprint) -> Entry? {
        entries.first { $0.names(device) }
    }
}

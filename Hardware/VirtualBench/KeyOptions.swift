package import SoftwareAuthenticator

/// What security key to plug in, and where.
package struct KeyOptions: Sendable {
    package let model: AuthenticatorModel
    package var faults: Set<AuthenticatorFault> = []
    package var identity: USBIdentity
    package var port: USBPort?
    /// The card of a composite key, which then has a CCID interface besides the HID one.
    package var card: (any InsertableCard)?
    package var interfaceName: String? = "CCID"
    /// A key that has been plugged in before, with what it remembers; a new one of the model without.
    package var authenticator: SoftwareAuthenticator?
    /// A key that answers from a recording, in the place of one of the model.
    var recordedKey: (any RecordedAnswerer)?

    package init(_ model: AuthenticatorModel = .level2Key) {
        self.model = model
        identity = USBIdentity(
            vendor: model.vendorID,
            product: model.productID,
            revision: model.bcdDevice,
            manufacturer: model.manufacturer,
            productName: model.product,
            serial: model.serialNumber
        )
    }

    /// Plugs in a recorded key, as the device that it was.
    mutating func play(_ key: any RecordedAnswerer) {
        recordedKey = key
        identity = key.identity
    }
}

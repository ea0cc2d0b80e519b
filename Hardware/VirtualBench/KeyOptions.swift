/// What security key to plug in, and where.
package struct KeyOptions: Sendable {
    package var identity = USBIdentity(
        vendor: 0x1209,
        product: 0xF1D0,
        manufacturer: "Touchstone",
        productName: "Virtual Key"
    )
    package var port: USBPort?
    /// The card of a composite key, which then has a CCID interface besides the HID one.
    package var card: (any VirtualCard)?
    package var interfaceName: String? = "CCID"

    package init() {}
}

/// What reader to plug in, and where.
package struct ReaderOptions: Sendable {
    package var model = ReaderModel.plain
    /// Other USB ids than the model's; pcscd overlooks the device unless some model has them.
    package var usb: (vendor: UInt16, product: UInt16)?
    package var revision: UInt16 = 0x0100
    package var serial: String?
    package var manufacturer: String? = "Touchstone"
    package var productName: String? = "Virtual Reader"
    /// `iInterface`, which becomes part of the reader's name.
    package var interfaceName: String?
    package var slotCount: Int?
    package var port: USBPort?

    package init() {}

    var identity: USBIdentity {
        USBIdentity(
            vendor: usb?.vendor ?? model.vendor,
            product: usb?.product ?? model.product,
            revision: revision,
            manufacturer: manufacturer,
            productName: productName,
            serial: serial
        )
    }
}

/// What reader to plug in, and where.
package struct ReaderOptions: Sendable {
    package var identity: USBIdentity
    /// `iInterface`, which becomes part of the reader's name.
    package var interfaceName: String?
    package var slotCount: Int
    package var port: USBPort?

    package init(_ model: ReaderModel = .plain) {
        identity = USBIdentity(
            vendor: model.vendor,
            product: model.product,
            manufacturer: "Touchstone",
            productName: "Virtual Reader"
        )
        slotCount = model.slotCount
    }
}

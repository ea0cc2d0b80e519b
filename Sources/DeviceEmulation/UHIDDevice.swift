/// How a HID device made of software introduces itself (`struct uhid_create2_req`).
struct UHIDDevice: Hashable {
    let name: String
    let vendor: UInt16
    let product: UInt16
    let version: UInt16
    let reportDescriptor: [UInt8]

    /// `BUS_USB`.
    private static let bus: UInt16 = 0x03

    /// Name (128), physical path (64), unique name (64), size of the descriptor (2), bus (2), vendor, product, version and
    /// country (4 each), then the descriptor.
    var encoded: [UInt8] {
        let name = Array(self.name.utf8.prefix(127))
        let padding = [UInt8](repeating: 0, count: 128 - name.count + 64 + 64)
        let numbers =
            UHIDEvent.bytes(UInt16(truncatingIfNeeded: reportDescriptor.count)) + UHIDEvent.bytes(Self.bus)
            + UHIDEvent.bytes(UInt32(vendor)) + UHIDEvent.bytes(UInt32(product)) + UHIDEvent.bytes(UInt32(version))
            + UHIDEvent.bytes(UInt32(0))
        return name + padding + numbers + reportDescriptor
    }
}

/// One face of a device, as one driver sees it: a hidraw node, a CCID interface, a PC/SC reader.
///
/// A composite key shows several faces; joining them is done above the drivers.
package struct AttachedDevice: Hashable, Sendable, Identifiable {
    /// Stable while the device stays plugged in: a sysfs path or a reader name.
    package struct ID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package var description: String { rawValue }
    }

    package enum Face: Hashable, Sendable {
        /// A FIDO HID interface with its device node.
        case hidraw(node: String)
        /// A smartcard interface (USB class 0x0B) that the kernel sees, whether or not a daemon drives it.
        case ccid
        /// A slot that the PC/SC daemon offers.
        case reader
    }

    package let id: ID
    package let face: Face
    /// A name for people: the product's or the reader's own.
    package let name: String
    package let usb: USBIdentity?

    package init(id: ID, face: Face, name: String, usb: USBIdentity?) {
        self.id = id
        self.face = face
        self.name = name
        self.usb = usb
    }
}

/// What a USB device says of itself, and where it is plugged in.
package struct USBIdentity: Hashable, Sendable {
    package let vendorID: UInt16
    package let productID: UInt16
    /// The device release in binary-coded decimal: `0x0543` is 5.43.
    package let bcdDevice: UInt16?
    package let manufacturer: String?
    package let product: String?
    /// Personal, for it identifies one device for ever.
    ///
    /// Never written to a recording or report as it is.
    package let serialNumber: String?
    /// The port as the kernel names it, `1-2.4`: stable for identical devices as long as the wiring is.
    package let portPath: String
    package let busNumber: Int?
    package let deviceNumber: Int?

    package init(
        vendorID: UInt16,
        productID: UInt16,
        bcdDevice: UInt16? = nil,
        manufacturer: String? = nil,
        product: String? = nil,
        serialNumber: String? = nil,
        portPath: String,
        busNumber: Int? = nil,
        deviceNumber: Int? = nil
    ) {
        self.vendorID = vendorID
        self.productID = productID
        self.bcdDevice = bcdDevice
        self.manufacturer = manufacturer
        self.product = product
        self.serialNumber = serialNumber
        self.portPath = portPath
        self.busNumber = busNumber
        self.deviceNumber = deviceNumber
    }
}

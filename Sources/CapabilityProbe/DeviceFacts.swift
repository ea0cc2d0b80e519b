package import BenchInventory
package import DeviceTransport

/// Everything known of one device that a verdict may rest on.
///
/// The same whether the device was asked or a recording of it was played: no times, no device nodes, no serial numbers.
package struct DeviceFacts: Hashable, Sendable, Codable {
    package var identity: DeviceIdentity
    /// The FIDO face; absent when there is none or it gave no answer.
    package var securityKey: SecurityKeyFacts?
    /// One for each slot that was asked.
    package var readers: [ReaderFacts]
    /// What could not be found out, in the order in which it was tried.
    package var troubles: [Trouble]

    package init(
        identity: DeviceIdentity,
        securityKey: SecurityKeyFacts? = nil,
        readers: [ReaderFacts] = [],
        troubles: [Trouble] = []
    ) {
        self.identity = identity
        self.securityKey = securityKey
        self.readers = readers
        self.troubles = troubles
    }
}

/// The device by model: nothing here tells two of a kind apart.
package struct DeviceIdentity: Hashable, Sendable, Codable {
    package let kind: BenchDevice.Kind
    package let name: String
    /// Four hexadecimal digits, like the two below.
    package let vendorID: String?
    package let productID: String?
    /// The device release: `0543` is 5.43.
    package let bcdDevice: String?
    package let manufacturer: String?
    package let product: String?

    package init(
        kind: BenchDevice.Kind,
        name: String,
        vendorID: UInt16? = nil,
        productID: UInt16? = nil,
        bcdDevice: UInt16? = nil,
        manufacturer: String? = nil,
        product: String? = nil
    ) {
        self.kind = kind
        self.name = name
        self.vendorID = vendorID.map(Self.fourDigits)
        self.productID = productID.map(Self.fourDigits)
        self.bcdDevice = bcdDevice.map(Self.fourDigits)
        self.manufacturer = manufacturer
        self.product = product
    }

    /// Takes what the bench knows and leaves out where the device is plugged in and which one it is.
    package init(_ device: BenchDevice) {
        func clean(_ text: String) -> String { USBIdentity.withoutSerialNumber(text, of: device.usb) }
        self.init(
            kind: device.kind,
            name: clean(device.name),
            vendorID: device.usb?.vendorID,
            productID: device.usb?.productID,
            bcdDevice: device.usb?.bcdDevice,
            manufacturer: device.usb?.manufacturer.map(clean),
            product: device.usb?.product.map(clean)
        )
    }

    private static func fourDigits(_ number: UInt16) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}

/// A face of the device that could not be probed.
package struct Trouble: Hashable, Sendable, Codable {
    package enum Face: String, Hashable, Sendable, CaseIterable, Codable {
        case securityKey = "security-key"
        case reader
        case card
    }

    package let face: Face
    /// The transport error's code, as in `deadline-exceeded`.
    package let code: String
    /// The call that failed.
    package let operation: String
    /// What the library or the kernel returned.
    package let original: String?

    package init(_ error: TransportError, at face: Face) {
        self.face = face
        code = error.code.rawValue
        operation = error.operation
        original = error.original?.description
    }
}

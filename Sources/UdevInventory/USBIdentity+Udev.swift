import DeviceTransport

extension USBIdentity {
    /// Reads what a `usb_device` says of itself; `nil` where its ids are absent or no numbers.
    init?(_ device: borrowing UdevDevice) {
        guard
            let vendorID = device.attribute("idVendor").flatMap({ UInt16($0, radix: 16) }),
            let productID = device.attribute("idProduct").flatMap({ UInt16($0, radix: 16) }),
            let portPath = device.name
        else { return nil }
        self.init(
            vendorID: vendorID,
            productID: productID,
            bcdDevice: device.attribute("bcdDevice").flatMap { UInt16($0, radix: 16) },
            manufacturer: device.attribute("manufacturer").nonEmpty,
            product: device.attribute("product").nonEmpty,
            serialNumber: device.attribute("serial").nonEmpty,
            portPath: portPath,
            busNumber: device.attribute("busnum").flatMap { Int($0) },
            deviceNumber: device.attribute("devnum").flatMap { Int($0) }
        )
    }

    /// Manufacturer and product, the former once.
    var name: String? {
        guard let product else { return manufacturer }
        guard let manufacturer, !product.hasPrefix(manufacturer) else { return product }
        return "\(manufacturer) \(product)"
    }
}

extension String? {
    /// Nothing instead of text without a letter in it.
    var nonEmpty: String? {
        flatMap { text in text.allSatisfy(\.isWhitespace) ? nil : text }
    }
}

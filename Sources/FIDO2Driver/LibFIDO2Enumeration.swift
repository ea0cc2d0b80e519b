import CFIDO2
package import DeviceTransport

/// The keys that libfido2 finds by itself: a second opinion on our own inventory.
package enum LibFIDO2Enumeration {
    /// One key as libfido2 lists it.
    package struct Entry: Hashable, Sendable {
        /// A hidraw node; libfido2 has other forms for other transports.
        package let path: String
        package let vendorID: UInt16
        package let productID: UInt16
        package let manufacturer: String?
        package let product: String?
    }

    /// Every key, up to a bound that no bench reaches.
    ///
    /// libfido2 opens each hidraw node for it, so this belongs on a thread of its own.
    ///
    /// - Throws: What libfido2 returns, with its number.
    package static func entries() throws(TransportError) -> [Entry] {
        let capacity = 256
        fido_init(0)
        guard let list = unsafe fido_dev_info_new(capacity) else {
            throw TransportError(.unclassified, operation: "fido_dev_info_new", detail: "no memory")
        }
        defer {
            var pointer: OpaquePointer? = unsafe list
            unsafe fido_dev_info_free(&pointer, capacity)
        }
        var count = 0
        let code = FIDOReturnCode(rawValue: unsafe fido_dev_info_manifest(list, capacity, &count))
        guard code == .success else {
            throw TransportError(code.code, operation: "fido_dev_info_manifest", original: code.original)
        }
        return (0..<min(count, capacity))
            .compactMap { index in
                unsafe fido_dev_info_ptr(list, index).flatMap { unsafe entry($0) }
            }
    }

    private static func entry(_ information: OpaquePointer) -> Entry? {
        guard let path = unsafe fido_dev_info_path(information) else { return nil }
        return Entry(
            path: unsafe String(cString: path),
            // libfido2 declares both as signed; 0xF1D0 would be negative.
            vendorID: UInt16(bitPattern: unsafe fido_dev_info_vendor(information)),
            productID: UInt16(bitPattern: unsafe fido_dev_info_product(information)),
            manufacturer: unsafe text(fido_dev_info_manufacturer_string(information)),
            product: unsafe text(fido_dev_info_product_string(information))
        )
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String? {
        guard let pointer = unsafe pointer else { return nil }
        let text = unsafe String(cString: pointer)
        return text.isEmpty ? nil : text
    }
}

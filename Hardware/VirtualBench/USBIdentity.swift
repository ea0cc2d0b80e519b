/// What a USB device says about itself in its device descriptor.
package struct USBIdentity: Hashable, Sendable {
    package var vendor: UInt16
    package var product: UInt16
    /// `bcdDevice`.
    package var revision: UInt16
    package var manufacturer: String?
    package var productName: String?
    package var serial: String?

    package init(
        vendor: UInt16,
        product: UInt16,
        revision: UInt16 = 0x0100,
        manufacturer: String? = nil,
        productName: String? = nil,
        serial: String? = nil
    ) {
        self.vendor = vendor
        self.product = product
        self.revision = revision
        self.manufacturer = manufacturer
        self.productName = productName
        self.serial = serial
    }

    /// Reads `VVVV:PPPP`, both hexadecimal.
    package static func parse(_ text: String) throws(BenchError) -> (vendor: UInt16, product: UInt16) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        // UInt16 would take a sign for a digit.
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 4 && $0.allSatisfy(\.isHexDigit) }),
            let vendor = UInt16(parts[0], radix: 16), let product = UInt16(parts[1], radix: 16)
        else { throw BenchError(.request, "“\(text)” is no USB id; write it as 1050:0407") }
        return (vendor, product)
    }
}

extension UInt16 {
    /// Four lower-case hexadecimal digits.
    var hex: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}

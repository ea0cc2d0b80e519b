/// A vendor and a product number, written `076B:3021`.
package struct USBIdentity: Hashable, Sendable, CustomStringConvertible {
    package let vendor: UInt16
    package let product: UInt16

    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 4],
            parts.allSatisfy({ $0.utf8.allSatisfy(\.isHexadecimalDigit) }),
            let vendor = UInt16(parts[0], radix: 16), let product = UInt16(parts[1], radix: 16)
        else { return nil }
        self.vendor = vendor
        self.product = product
    }

    package var description: String { Self.digits(of: vendor) + ":" + Self.digits(of: product) }

    private static func digits(of number: UInt16) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}

package import CapabilityProbe
package import CTAPMessages
import Crypto
import Octets

/// What tells one device from every other, as far as it says so.
///
/// Personal, for a serial number is for ever: it is compared, and never printed or written to a disk as it is.
package struct DeviceFingerprint: Hashable, Sendable, CustomStringConvertible {
    package var vendorID: String?
    package var productID: String?
    /// The bus's serial number of the device.
    package var serialNumber: String?
    /// The model that a key says it is, by its getInfo.
    package var aaguid: AAGUID?
    /// The card's own number: the UUID in a PIV card's CHUID (NIST SP 800-73-4 part 1, 3.1.2), as 32 digits.
    package var cardNumber: String?

    package init(_ identity: DeviceIdentity, serialNumber: String? = nil) {
        vendorID = identity.vendorID
        productID = identity.productID
        self.serialNumber = serialNumber
    }

    /// The serial number as lists of waivers have it.
    package var serialSHA256: String? { serialNumber.map { CheckedModel.digest(ofSerial: $0) } }

    /// What of both is known and differs, as a clause; `nil` where nothing does.
    package func contradiction(to other: Self) -> String? {
        if Self.differ(vendorID, other.vendorID) || Self.differ(productID, other.productID) {
            return "it is another product"
        }
        if serialNumber != other.serialNumber { return "its serial number is another one" }
        if Self.differ(aaguid, other.aaguid) { return "its AAGUID is another one" }
        if Self.differ(cardNumber, other.cardNumber) { return "the card's number is another one" }
        return nil
    }

    /// Four digits of a hash of the whole under the run's seed, by which a later part of the run knows the device again.
    ///
    /// They are few on purpose. The seed stands beside them, so more of them would lead to the serial number.
    package func mark(_ seed: CheckSeed) -> String {
        let text = [vendorID, productID, serialNumber].map { $0 ?? "-" }.joined(separator: "\n")
        let key = SymmetricKey(data: seed.derive("mark of a device"))
        return Hex.encode(Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)).prefix(2))
    }

    private static func differ<Value: Equatable>(_ left: Value?, _ right: Value?) -> Bool {
        guard let left, let right else { return false }
        return left != right
    }

    /// Says nothing that could be used to find the device.
    package var description: String { "a device\(serialNumber == nil ? " without a serial number" : "")" }
}

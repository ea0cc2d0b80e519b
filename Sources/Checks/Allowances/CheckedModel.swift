package import CapabilityProbe
package import CTAPMessages
import Crypto
import Octets

/// What a run has learnt of a device, by which waivers and quirks are looked up for it.
package struct CheckedModel: Hashable, Sendable {
    package var name: String
    /// Four hexadecimal digits each; `nil` off the bus.
    package var vendorID: String?
    package var productID: String?
    /// The device release, four hexadecimal digits.
    package var release: String?
    /// What a key says that it is, by its getInfo.
    package var aaguid: AAGUID?
    package var firmware: UInt64?
    /// SHA-256 of the bus's serial number, as hexadecimal digits; a recording has none but where a waiver names it.
    package var serialSHA256: String?

    package init(_ identity: DeviceIdentity, serialSHA256: String? = nil) {
        name = identity.name
        vendorID = identity.vendorID
        productID = identity.productID
        release = identity.bcdDevice
        self.serialSHA256 = serialSHA256
    }

    /// Adds what a key has said of itself; bytes that are no getInfo add nothing.
    mutating func add(information bytes: [UInt8]?) {
        guard let bytes, let information = try? AuthenticatorInformation(parsing: bytes) else { return }
        aaguid = information.aaguid
        firmware = information.firmwareVersion
    }

    /// The form in which a serial number stands in a list of waivers.
    package static func digest(ofSerial serial: String) -> String {
        Hex.encode(Array(SHA256.hash(data: Array(serial.utf8))))
    }
}

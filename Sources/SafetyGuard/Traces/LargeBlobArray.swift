package import CBORTree
import Crypto

/// The serialized large-blob array: a CBOR array with its checksum behind it (CTAP 2.1, 6.10.2).
package enum LargeBlobArray {
    private static let checksumLength = 16

    /// The elements of an array whose checksum holds; `nil` where it does not, or where that is no array.
    package static func elements(of array: [UInt8]) -> [CBORItem]? {
        guard array.count > checksumLength else { return nil }
        let bytes = Array(array.dropLast(checksumLength))
        guard checksum(of: bytes).elementsEqual(array.suffix(checksumLength)) else { return nil }
        return (try? CBORItem(parsing: bytes))?.elements
    }

    /// An array of these elements, with its checksum.
    package static func bytes(of elements: [CBORItem]) -> [UInt8] {
        let bytes = CBORItem.list(elements).encoded()
        return bytes + checksum(of: bytes)
    }

    /// Half of SHA-256.
    package static func checksum(of array: [UInt8]) -> [UInt8] {
        Array(Array(SHA256.hash(data: array)).prefix(checksumLength))
    }
}

import Crypto
import Octets

/// A UUID that is made from a name (RFC 9562, version 5), so that equal results have equal identifiers.
enum StableIdentifier {
    /// The namespace of this program's names; itself a random UUID, made once.
    private static let namespace: [UInt8] = [
        0x8F, 0x4D, 0x1C, 0x5A, 0x6E, 0x2B, 0x4F, 0x73, 0x9A, 0x0D, 0x51, 0xC7, 0xE3, 0x28, 0xB6, 0x94,
    ]

    /// The identifier of a name within a scope: `8f4d1c5a-6e2b-5f73-9a0d-51c7e328b694`.
    static func make(_ name: String, in scope: String) -> String {
        // The version is defined over SHA-1; nothing here leans on it being hard to collide.
        let digest = Insecure.SHA1.hash(data: namespace + Array("\(scope)\n\(name)".utf8))
        var bytes = Array(digest.prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        return UUIDText.encode(bytes)
    }
}

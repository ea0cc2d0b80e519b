import CBORTree
import Checks
import Crypto
import CTAPMessages
import SafetyGuard

extension Check where Subject == KeyUnderTest {
    static let largeBlobStored = Self(
        "ex.largeblobkey",
        "a credential has its key for large blobs, and a blob that is added to the array is read again",
        clause: .ctap("6.10"),
        danger: .d2,
        needs: [.ctap21, .option("largeBlobs"), .extensionNamed("largeBlobKey"), .storage, .pin],
        leaves: .undone,
        using: .tokens,
        tags: [.touch, .pin],
        because: """
            Certificates and keys of SSH live there. The array is shared, so the check only adds to it, and then puts \
            the old one back, byte for byte.
            """
    ) { key throws(CheckEnd) in
        let credential = try await key.store(with: [("largeBlobKey", true)])
        let made = try demand(try credential.tree()[0x05]?.bytes, "makeCredential gives no largeBlobKey")
        try demand(made.count == 32, "the largeBlobKey has \(made.count) bytes, and not 32")
        let token = try await key.token(.getAssertion, rpID: key.rpID)
        let call = key.assertion(by: credential, touch: false).with(.member(0x04), ["largeBlobKey": true])
            .authorized(by: token)
        let given = try key.call(call).map()[0x07]?.bytes
        try demand(
            given == made,
            given == nil ? "getAssertion gives no largeBlobKey" : "the largeBlobKey is another one"
        )
        let old = try key.largeBlobs()
        let elements = try demand(LargeBlobArray.elements(of: old), "the large-blob array cannot be read")
        let added = try KeyUnderTest.element(of: Array("touchstone".utf8), under: made)
        let array = LargeBlobArray.bytes(of: elements + [added])
        let room = Int(clamping: try key.information().maxSerializedLargeBlobArray ?? 1024)
        guard array.count <= room else {
            throw .notApplicable("the array has \(old.count) of \(room) bytes, and no room for one blob more")
        }
        try await key.writeLargeBlobs(array)
        let read = try key.largeBlobs()
        try await key.writeLargeBlobs(old)
        try demand(read == array, "the array that is read is not the one that was written")
        try demand(try key.largeBlobs() == old, "the old array was written back, and another one is read")
    }
}

extension KeyUnderTest {
    /// A blob as platforms store it: compressed, encrypted, with its length (CTAP 2.1, 6.10.3).
    fileprivate static func element(of blob: [UInt8], under key: [UInt8]) throws(CheckEnd) -> CBORItem {
        // One block that is stored as it is counts as compressed (RFC 1951, 3.2.4).
        let length = UInt16(blob.count)
        let header = [0x01, UInt8(length & 0xFF), UInt8(length >> 8), UInt8(~length & 0xFF), UInt8(~length >> 8)]
        let size = (0..<8).map { UInt8(truncatingIfNeeded: UInt64(blob.count) >> ($0 * 8)) }
        let box = try? AES.GCM.seal(
            header + blob,
            using: SymmetricKey(data: key),
            authenticating: Array("blob".utf8) + size
        )
        guard let box else { throw .notRun(.us, "the blob cannot be encrypted") }
        return [1: .bytes(box.ciphertext + box.tag), 2: .bytes(Array(box.nonce)), 3: .int(blob.count)]
    }
}

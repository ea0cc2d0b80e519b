import Octets
import Testing

@testable import WireRecording

struct CampaignKeyTests {
    private func key(_ byte: UInt8) throws -> CampaignKey {
        try #require(CampaignKey(Secret(Array(repeating: byte, count: 32))))
    }

    @Test func sameValueOfACampaignHasTheSameName() throws {
        let value = Array("9434765919".utf8)
        let hash = try key(1).hash(value, as: .serialNumber)
        #expect(try hash == key(1).hash(value, as: .serialNumber))
        #expect(try hash != key(2).hash(value, as: .serialNumber), "another campaign knows it not")
        #expect(try hash.bytes != key(1).hash(value, as: .userHandle).bytes, "another kind is another thing")
        #expect(try hash != key(1).hash(value + [0], as: .serialNumber))
        #expect(hash.bytes.count == 16)
        #expect(hash.description.hasPrefix("serial-number:"))
    }

    /// HMAC-SHA-256 over "touchstone redaction, serial-number", a zero, and "A", by another implementation.
    @Test func nameIsAsDocumented() throws {
        #expect(try Hex.encode(key(0).hash([0x41], as: .serialNumber).bytes) == "21d64609a55998c4dbc15f30da34dfbe")
    }

    @Test func keyHas32Bytes() {
        #expect(CampaignKey(Secret([1, 2, 3])) == nil)
        #expect(CampaignKey.random().hash([1], as: .userHandle) != CampaignKey.random().hash([1], as: .userHandle))
    }

    @Test func hashFillsTheLengthOfWhatItReplaces() throws {
        let hash = try key(3).hash([1], as: .credentialID)
        #expect(hash.filling(40).count == 40 && Array(hash.filling(40).prefix(16)) == hash.bytes)
        #expect(hash.filling(0).isEmpty)
    }
}

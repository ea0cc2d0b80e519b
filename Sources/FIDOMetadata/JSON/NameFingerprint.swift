/// A number that equal names share and hardly any others do: FNV-1a over the bytes of a member's name.
///
/// An entry has some thirty members and is asked for some fifty, so that comparing names byte by byte would take longer
/// than all else. Names can be made to collide; then it takes longer, and nothing else happens.
struct NameFingerprint: Hashable {
    private let rawValue: UInt64

    init(_ name: UnsafeBufferPointer<UInt8>) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        rawValue = hash
    }

    init(_ name: String) {
        self =
            name.utf8.withContiguousStorageIfAvailable(NameFingerprint.init)
            ?? Array(name.utf8).withUnsafeBufferPointer(NameFingerprint.init)
    }
}

/// The CRC-32 of zip and Ethernet (polynomial `0xEDB88320`, reflected), computed as bytes come in.
///
/// It finds a file that was cut, mixed up or edited by accident. It proves nothing against intent; signatures do that.
struct CRC32 {
    private var register: UInt32 = 0xFFFF_FFFF

    var value: UInt32 { ~register }

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            register = Self.table[Int(UInt8(truncatingIfNeeded: register) ^ byte)] ^ register >> 8
        }
    }

    private static let table: [UInt32] = (0..<256)
        .map { (index: UInt32) in
            (0..<8).reduce(index) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
}

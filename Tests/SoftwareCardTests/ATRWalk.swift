/// A walk over an answer to reset, written for these tests from ISO/IEC 7816-3:2006, 8.2.
struct ATRWalk {
    private(set) var protocols: [UInt8] = []
    /// Whether the historical bytes and the check byte end exactly where the bytes do.
    let isComplete: Bool

    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 2, bytes[0] == 0x3B || bytes[0] == 0x3F else { return nil }
        let historicalCount = Int(bytes[1] & 0x0F)
        var indicator = bytes[1] >> 4
        var position = 2
        while true {
            position += (indicator & 0b0111).nonzeroBitCount
            guard indicator & 0b1000 != 0 else { break }
            guard position < bytes.count else { return nil }
            if !protocols.contains(bytes[position] & 0x0F) { protocols.append(bytes[position] & 0x0F) }
            indicator = bytes[position] >> 4
            position += 1
        }
        if protocols.isEmpty { protocols = [0] }
        let needsCheckByte = protocols != [0]
        let end = position + historicalCount + (needsCheckByte ? 1 : 0)
        let checks = !needsCheckByte || bytes.dropFirst().reduce(0, ^) == 0
        isComplete = end == bytes.count && checks
    }
}

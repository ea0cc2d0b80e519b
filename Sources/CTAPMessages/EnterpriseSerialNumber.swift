/// The serial number that enterprise attestation puts into a certificate (WebAuthn L3, 8.2.2).
///
/// It identifies one device for ever, resets notwithstanding, so it is looked for in the raw bytes: also where the
/// certificate around it, or the message around that, cannot be read.
package enum EnterpriseSerialNumber {
    /// `id-fido-gen-ce-sernum`, 1.3.6.1.4.1.45724.1.1.2, as DER.
    private static let identifier: [UInt8] = [
        0x06, 0x0B, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0xE5, 0x1C, 0x01, 0x01, 0x02,
    ]

    /// Where the values of all such extensions lie; empty where there are none.
    package static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var position = 0
        while position + identifier.count < bytes.count {
            guard bytes[position] == identifier[0],
                bytes[position..<(position + identifier.count)].elementsEqual(identifier)
            else {
                position += 1
                continue
            }
            position += identifier.count
            guard let value = value(in: bytes, at: position) else { continue }
            ranges.append(value)
            position = value.upperBound
        }
        return ranges
    }

    /// The same bytes with zeros in the place of every such value.
    package static func redacted(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for range in ranges(in: bytes) {
            bytes.replaceSubrange(range, with: repeatElement(0, count: range.count))
        }
        return bytes
    }

    /// The content of the OCTET STRING that follows the identifier, behind a `critical` where there is one.
    ///
    /// A length that runs past the end takes what is there: rather too much is hidden than too little.
    private static func value(in bytes: [UInt8], at start: Int) -> Range<Int>? {
        var position = start
        if bytes[position...].prefix(2) == [0x01, 0x01] { position += 3 }
        guard position + 1 < bytes.count, bytes[position] == 0x04 else { return nil }
        let first = Int(bytes[position + 1])
        position += 2
        guard first >= 0x80 else { return position..<min(position + first, bytes.count) }
        let digits = bytes[position...].prefix(min(first & 0x7F, 3))
        let length = digits.reduce(0) { $0 << 8 | Int($1) }
        position += digits.count
        return position..<min(position + length, bytes.count)
    }
}

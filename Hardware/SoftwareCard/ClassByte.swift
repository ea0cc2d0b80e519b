/// What a class byte asks for (ISO/IEC 7816-4:2020, 5.4.1).
struct ClassByte {
    let channel: UInt8
    let hasSecureMessaging: Bool
    let isChained: Bool
    let isProprietary: Bool

    /// Nothing for the reserved values, `0xFF` among them.
    init?(_ byte: UInt8) {
        switch byte {
        case 0x00...0x1F, 0x80...0x9F:
            channel = byte & 0x03
            hasSecureMessaging = byte & 0x0C != 0
        case 0x40...0x7F, 0xC0...0xDF:
            channel = 4 + (byte & 0x0F)
            hasSecureMessaging = byte & 0x20 != 0
        default:
            return nil
        }
        isChained = byte & 0x10 != 0
        isProprietary = byte & 0x80 != 0
    }
}

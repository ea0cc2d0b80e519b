/// What vpcd, the driver of virtual readers for pcscd, asks of a card.
///
/// Every message is two bytes of length, big-endian, and so many bytes: a single one is for the contacts, anything else
/// a command APDU.
enum VPCDRequest: Hashable {
    case powerOff
    case powerOn
    case reset
    case answerToReset
    case command([UInt8])

    init(_ body: [UInt8]) {
        switch body {
        case [0x00]: self = .powerOff
        case [0x01]: self = .powerOn
        case [0x02]: self = .reset
        case [0x04]: self = .answerToReset
        default: self = .command(body)
        }
    }

    /// An answer with its length before it; longer ones than a length can tell do not occur in answers to commands.
    static func encode(_ answer: [UInt8]) -> [UInt8] {
        let answer = answer.prefix(0xFFFF)
        return [UInt8(answer.count >> 8), UInt8(answer.count & 0xFF)] + answer
    }
}

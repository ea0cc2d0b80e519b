import Checks
import CTAPMessages

extension [UInt8] {
    /// The first packet of a message of a length, its payload zeros (CTAP 2.1, 11.2.4).
    static func start(of command: CTAPHIDCommand, length: Int, on channel: UInt32) -> Self {
        let head = channel.address + [command.rawValue | 0x80, UInt8(length >> 8 & 0xFF), UInt8(length & 0xFF)]
        return head + Array(repeating: 0, count: CTAPHIDMessage.reportLength - head.count)
    }

    /// A continuation packet of zeros.
    static func continuation(_ sequence: UInt8, on channel: UInt32) -> Self {
        channel.address + [sequence] + Array(repeating: 0, count: CTAPHIDMessage.reportLength - 5)
    }
}

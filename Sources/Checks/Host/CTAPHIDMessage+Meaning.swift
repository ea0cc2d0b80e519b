package import CTAPMessages
import DeviceTransport
import Octets

extension CTAPHIDMessage {
    /// The message in words: the error that it carries, or its command.
    package var meaning: String {
        guard command == .error, let byte = payload.first else { return command.name }
        return CTAPHIDErrorCode(rawValue: byte).name
    }

    /// Whether it is an error of this code and nothing besides (CTAP 2.1, 11.2.9.1.6).
    package func isError(_ code: CTAPHIDErrorCode) -> Bool {
        command == .error && payload == [code.rawValue]
    }
}

extension UInt32 {
    /// A channel's number as the specification writes it.
    package var spelled: String {
        "0x" + Hex.encode([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) })
    }

    /// The four bytes in front of a report.
    package var address: [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) } }
}

extension Duration {
    /// In seconds or milliseconds, whichever is shorter to read.
    package var spelled: String {
        let milliseconds = wholeMilliseconds
        return milliseconds.isMultiple(of: 1000) ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }
}

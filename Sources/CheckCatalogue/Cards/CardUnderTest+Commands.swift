import Checks
import DeviceTransport
import ISO7816

extension CommandAPDU {
    /// GET DATA of a PIV object by its tag (NIST SP 800-73-4 part 2, 3.1.2).
    static func pivObject(_ tag: UInt32) -> Self {
        let bytes = [UInt8(tag >> 16 & 0xFF), UInt8(tag >> 8 & 0xFF), UInt8(tag & 0xFF)].drop { $0 == 0 }
        return Self(
            instruction: 0xCB,
            p1: 0x3F,
            p2: 0xFF,
            data: [0x5C, UInt8(bytes.count)] + bytes,
            expectedLength: 256
        )
    }
}

extension Need where Subject == CardUnderTest {
    /// An application that answers SELECT.
    static func application(_ identifier: ApplicationIdentifier) -> Self {
        let name = identifier.name ?? "\(identifier)"
        return Self("the application \(name)") { card throws(CheckEnd) in
            guard try card.select(identifier.bytes).statusWord == .success else {
                throw .notApplicable("the card has no application \(name)")
            }
        }
    }

    static func activeProtocol(_ wanted: CardProtocol) -> Self {
        Self(wanted.rawValue) { card throws(CheckEnd) in
            guard card.channel.activeProtocol == wanted else {
                throw .notApplicable("the card is not spoken to in \(wanted.rawValue)")
            }
        }
    }

    /// A capability in the historical bytes (ISO/IEC 7816-4:2020, 12.1.1.8).
    static func announced(_ name: String, _ bit: UInt8) -> Self {
        Self("\(name), announced in the historical bytes") { card throws(CheckEnd) in
            guard let flags = try card.answerToReset().capabilityFlags, flags & bit != 0 else {
                throw .notApplicable("the card does not announce \(name)")
            }
        }
    }
}

extension AnswerToReset {
    /// The third byte of the card capabilities, where the historical bytes have any.
    var capabilityFlags: UInt8? {
        var rest = historicalBytes[...]
        guard let category = rest.popFirst(), category == 0x80 else { return nil }
        while let head = rest.popFirst() {
            let count = Int(head & 0x0F)
            guard rest.count >= count else { return nil }
            if head >> 4 == 7 { return count == 3 ? rest[rest.startIndex + 2] : nil }
            rest = rest.dropFirst(count)
        }
        return nil
    }
}

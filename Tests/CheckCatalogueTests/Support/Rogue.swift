import CBORTree
import CTAPMessages
import Checks
import SafetyGuard
import Testing

/// A check that tries what no check may.
struct Rogue: Sendable, CustomTestStringConvertible {
    enum Command: Sendable {
        case ctap([UInt8])
        case card([UInt8])
    }

    let testDescription: String
    let danger: DangerClass
    let command: Command

    private init(_ name: String, _ danger: DangerClass, _ request: [UInt8], _ parameters: CBORItem? = nil) {
        (testDescription, self.danger) = (name, danger)
        command = .ctap(request + (parameters?.encoded() ?? []))
    }

    private init(_ name: String, _ danger: DangerClass, card: [UInt8]) {
        (testDescription, self.danger, command) = (name, danger, .card(card))
    }

    /// The attempt as a check that declares a class.
    func entries(declaring declared: DangerClass) -> [CatalogueEntry] {
        switch command {
        case .ctap(let request):
            [
                .key(
                    Check("rogue.try", "a rogue", clause: .touchstone("none"), danger: declared, because: "It tries.") {
                        key throws(CheckEnd) in
                        _ = try key.call(request)
                    }
                )
            ]
        case .card(let command):
            [
                .card(
                    Check("rogue.try", "a rogue", clause: .touchstone("none"), danger: declared, because: "It tries.") {
                        card throws(CheckEnd) in
                        _ = try card.transmit(command)
                    }
                )
            ]
        }
    }

    static let all: [Rogue] = [
        Rogue("reset", .d4, [0x07]),
        Rogue("config", .d4, [0x0D], [1: 1]),
        Rogue("set a first PIN", .d4, [0x06], [1: 1, 2: 3]),
        Rogue("change the PIN", .d3, [0x06], [1: 1, 2: 4]),
        Rogue("ask for a token", .d3, [0x06], [1: 1, 2: 5]),
        Rogue("ask for a token by finger", .d3, [0x06], [1: 1, 2: 6]),
        Rogue("ask for a token with permissions", .d3, [0x06], [1: 1, 2: 9]),
        Rogue("enrol a finger", .d4, [0x09], [1: 1, 2: 1]),
        Rogue("remove a finger", .d4, [0x09], [1: 1, 2: 6]),
        Rogue("register by finger", .d3, [0x01], [1: .bytes([0]), 7: ["uv": true]]),
        Rogue("sign in by finger", .d3, [0x02], [1: "x", 2: .bytes([0]), 5: ["uv": true]]),
        Rogue("a vendor's command", .d4, [0x50]),
        Rogue("VERIFY with a PIN", .d3, card: [0x00, 0x20, 0x00, 0x80, 8] + Array(repeating: 0x31, count: 8)),
        Rogue("CHANGE REFERENCE DATA", .d4, card: [0x00, 0x24, 0x00, 0x80, 1, 0]),
        Rogue("RESET RETRY COUNTER", .d4, card: [0x00, 0x2C, 0x00, 0x80, 1, 0]),
        Rogue("PUT DATA", .d4, card: [0x00, 0xDB, 0x3F, 0xFF, 1, 0]),
        Rogue("GENERATE ASYMMETRIC KEY PAIR", .d4, card: [0x00, 0x47, 0x00, 0x9A, 1, 0]),
        Rogue("GENERAL AUTHENTICATE", .d3, card: [0x00, 0x87, 0x11, 0x9A, 1, 0]),
        Rogue("EXTERNAL AUTHENTICATE", .d4, card: [0x00, 0x82, 0x00, 0x00, 1, 0]),
        Rogue("DELETE FILE", .d4, card: [0x00, 0xE4, 0x00, 0x00]),
        Rogue("TERMINATE CARD USAGE", .d4, card: [0x00, 0xFE, 0x00, 0x00]),
    ]
}

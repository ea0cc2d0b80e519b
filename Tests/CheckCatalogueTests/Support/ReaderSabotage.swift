import Checks
import Testing

/// A reader that tells something that is not so, and who finds it out.
struct ReaderSabotage: Sendable, CustomTestStringConvertible {
    let meant: CheckID
    /// Others that find it as well.
    let others: Set<CheckID>
    let reader: SoftwareReader
    let hasCard: Bool

    var finders: Set<CheckID> { others.union([meant]) }
    var testDescription: String { meant.rawValue }

    init(
        _ meant: CheckID,
        also others: Set<CheckID> = [],
        hasCard: Bool = true,
        _ change: (inout SoftwareReader) -> Void
    ) {
        self.meant = meant
        self.others = others
        self.hasCard = hasCard
        reader = .with(change)
    }

    /// A reader with another property of GET_TLV_PROPERTIES.
    init(_ meant: CheckID, property tag: UInt8, _ value: [UInt8], also others: Set<CheckID> = []) {
        self.init(meant, also: others) { $0.features[2].answer = SoftwareReader.properties([tag: value]) }
    }

    static let all: [ReaderSabotage] = [
        ReaderSabotage("rd.attr") { $0.attributes[0x0001_0100] = [0x41, 0x07] },
        ReaderSabotage("rd.attr") { $0.attributes[0x0001_0100] = [0xFF, 0xFE] },
        ReaderSabotage("rd.attr") { $0.attributes[0x0001_0100] = [0x00] },
        ReaderSabotage("rd.version") { $0.attributes[0x0001_0102] = [0, 0, 0x01, 0x03] },
        ReaderSabotage("rd.version") { $0.attributes[0x0001_0102] = [3] },
        ReaderSabotage("rd.channel") { $0.attributes[0x0002_0110] = [1, 0, 0x01, 0] },
        ReaderSabotage("rd.max-input") { $0.attributes[0x0007_A007] = [0x80, 0, 0, 0] },
        ReaderSabotage("rd.presence") { $0.attributes[0x0009_0300] = [0] },
        ReaderSabotage("rd.presence", hasCard: false) { $0.attributes[0x0009_0300] = [1] },
        ReaderSabotage("rd.presence") { $0.attributes[0x0009_0300] = [9] },
        ReaderSabotage("rd.contacts") { $0.attributes[0x0009_0301] = [0] },
        ReaderSabotage("rd.atr") { $0.answerToReset = [0x3B, 0x00] },
        ReaderSabotage("rd.unknown-attr") { $0.answersAnything = true },
        ReaderSabotage("rd.part10") {
            $0.featureList = [0x0A, 4, 0x42, 0x33, 0, 0x0A, 0x12, 4, 0x42, 0x33, 0, 0x12, 0x12, 4, 0x42, 0x33, 0, 0x13]
        },
        ReaderSabotage("rd.stable", also: ["pr.raw-direct"]) { $0.isRestless = true },
        ReaderSabotage("rd.pin-properties") { $0.features[1].answer = [0, 0, 0x07] },
        ReaderSabotage("rd.pin-properties") { $0.features[1].answer = [0, 0, 0x10, 0] },
        ReaderSabotage("rd.pinpad") { $0.features = [(0x06, [])] },
        ReaderSabotage("rd.tlv", property: 0x09, [0, 0]),
        ReaderSabotage("rd.firmware", property: 0x08, [0x31, 0x0A]),
        ReaderSabotage("rd.usb-id", property: 0x0C, [0x02, 0x50]),
        ReaderSabotage("rd.pin-sizes", property: 0x06, [13]),
        ReaderSabotage("rd.apdu-size", property: 0x0A, [1, 0, 1, 0]),
        ReaderSabotage("rd.ext") { $0.carriesExtended = false },
    ]
}

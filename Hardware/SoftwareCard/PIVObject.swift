/// A data object of the PIV application, with synthetic content (SP 800-73-4 part 1, 3 and appendix A).
struct PIVObject {
    let content: [UInt8]
    let needsPIN: Bool

    static let all: [UInt32: PIVObject] = [
        0x7E: PIVObject(content: discovery, needsPIN: false),
        0x5FC102: PIVObject(content: holderUniqueIdentifier, needsPIN: false),
        0x5FC107: PIVObject(content: capabilities, needsPIN: false),
        0x5FC105: PIVObject(content: certificate(of: 900), needsPIN: false),
        0x5FC10A: PIVObject(content: certificate(of: 2600), needsPIN: false),
        0x5FC109: PIVObject(content: wrapped(DataObject.encode(0x01, Array("SYNTHETIC".utf8))), needsPIN: true),
    ]

    /// The discovery object: which application, and that the application PIN alone satisfies it.
    private static let discovery = DataObject.encode(
        0x7E,
        DataObject.encode(0x4F, PIVApplication().identifier) + DataObject.encode(0x5F2F, [0x40, 0x00])
    )

    /// A CHUID of zeros: the identifiers of a card that identifies nobody.
    private static let holderUniqueIdentifier = wrapped(
        DataObject.encode(0x30, zeros(25)) + DataObject.encode(0x34, zeros(16))
            + DataObject.encode(0x35, Array("20991231".utf8)) + DataObject.encode(0x3E, []) + errorDetection
    )

    /// The card capability container with its fields empty, as SP 800-73-4 part 1, 3.1.1 allows.
    private static let capabilities = wrapped(
        DataObject.encode(0xF0, zeros(21)) + DataObject.encode(0xF1, [0x21]) + DataObject.encode(0xF2, [0x21])
            + DataObject.encode(0xF3, []) + DataObject.encode(0xF4, [0x00]) + DataObject.encode(0xF5, [0x10])
            + errorDetection
    )

    private static let errorDetection = DataObject.encode(0xFE, [])

    /// Bytes that count, where a certificate would be: long enough to need several answers, and in no one's name.
    private static func certificate(of count: Int) -> [UInt8] {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
        return wrapped(DataObject.encode(0x70, bytes) + DataObject.encode(0x71, [0x00]) + errorDetection)
    }

    private static func wrapped(_ value: [UInt8]) -> [UInt8] { DataObject.encode(0x53, value) }

    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
}

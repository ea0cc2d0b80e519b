/// The card manager that answers when nothing else is selected (GlobalPlatform Card Specification 2.3.1, 11).
struct CardManager: CardApplication {
    let identifier: [UInt8] = [0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00, 0x00]

    var selectionAnswer: [UInt8] {
        let maximumCommandData = DataObject.encode(0x9F65, [0xFF])
        return DataObject.encode(
            0x6F,
            DataObject.encode(0x84, identifier) + DataObject.encode(0xA5, maximumCommandData)
        )
    }

    func execute(_ command: CommandFields, isProprietary: Bool, secrets: inout CardSecrets) -> CardReply {
        guard command.ins == 0xCA else { return .wrongInstruction }
        guard isProprietary else { return .wrongClass }
        guard command.data.isEmpty else { return .wrongLength }
        switch (command.p1, command.p2) {
        case (0x9F, 0x7F): return CardReply(DataObject.encode(0x9F7F, Self.productionData))
        case (0x00, 0x66): return CardReply(DataObject.encode(0x66, DataObject.encode(0x73, Self.recognitionData)))
        default: return .referenceNotFound
        }
    }

    /// Card production life-cycle data, 42 bytes that count up: no fabricator, batch or serial of a real card.
    private static let productionData = (0..<42).map { UInt8($0) }

    /// The object identifier of GlobalPlatform, `1.2.840.114283.1`.
    private static let recognitionData = DataObject.encode(0x06, [0x2A, 0x86, 0x48, 0x86, 0xFC, 0x6B, 0x01])
}

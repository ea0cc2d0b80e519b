/// The parts of a PIV application that a reading client meets (NIST SP 800-73-4 part 2).
struct PIVApplication: CardApplication {
    let identifier: [UInt8] = [0xA0, 0x00, 0x00, 0x03, 0x08, 0x00, 0x00, 0x10, 0x00, 0x01, 0x00]

    /// The application property template of SP 800-73-4 part 2, 3.1.1.
    var selectionAnswer: [UInt8] {
        let authority = DataObject.encode(0x79, DataObject.encode(0x4F, Array(identifier.prefix(5))))
        let label = DataObject.encode(0x50, Array("Touchstone PIV".utf8))
        return DataObject.encode(0x61, DataObject.encode(0x4F, Array(identifier.dropFirst(5))) + authority + label)
    }

    func execute(_ command: CommandFields, isProprietary: Bool, pin: inout ReferenceData) -> CardReply {
        guard !isProprietary else { return .wrongClass }
        switch command.ins {
        case 0xCB: return getData(command, isVerified: pin.isVerified)
        case 0x20: return verify(command, &pin)
        case 0x24: return changePIN(command, &pin)
        // PUT DATA, GENERATE, GENERAL AUTHENTICATE and RESET RETRY COUNTER want a key that nobody has presented.
        case 0xDB, 0x47, 0x87, 0x2C: return .securityNotSatisfied
        default: return .wrongInstruction
        }
    }

    private func getData(_ command: CommandFields, isVerified: Bool) -> CardReply {
        guard command.p1 == 0x3F, command.p2 == 0xFF else { return .wrongParameters }
        guard let tag = Self.tagList(command.data) else { return .wrongData }
        guard let object = PIVObject.all[tag] else { return .notFound }
        guard !object.needsPIN || isVerified else { return .securityNotSatisfied }
        return CardReply(object.content)
    }

    private func verify(_ command: CommandFields, _ pin: inout ReferenceData) -> CardReply {
        guard command.p1 == 0x00 else { return .wrongParameters }
        guard command.p2 == 0x80 else { return .referenceNotFound }
        return pin.verify(command.data)
    }

    private func changePIN(_ command: CommandFields, _ pin: inout ReferenceData) -> CardReply {
        guard command.p1 == 0x00 else { return .wrongParameters }
        guard command.p2 == 0x80 else { return .referenceNotFound }
        return pin.change(command.data)
    }

    /// The one tag in a tag list, `5C 03 5FC102`; nothing when the list is not well formed.
    private static func tagList(_ data: [UInt8]) -> UInt32? {
        guard data.count >= 3, data[0] == 0x5C, Int(data[1]) == data.count - 2, data.count <= 5 else { return nil }
        return data.dropFirst(2).reduce(0) { $0 << 8 | UInt32($1) }
    }
}

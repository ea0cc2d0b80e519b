/// The parts of a PIV application that a reading client meets (NIST SP 800-73-4 part 2).
struct PIVApplication: CardApplication {
    static let identifier: [UInt8] = [0xA0, 0x00, 0x00, 0x03, 0x08, 0x00, 0x00, 0x10, 0x00, 0x01, 0x00]

    let objects: [UInt32: PIVObject]

    var identifier: [UInt8] { Self.identifier }

    /// The application property template of SP 800-73-4 part 2, 3.1.1.
    var selectionAnswer: [UInt8] {
        let authority = DataObject.encode(0x79, DataObject.encode(0x4F, Array(identifier.prefix(5))))
        let label = DataObject.encode(0x50, Array("Touchstone PIV".utf8))
        return DataObject.encode(0x61, DataObject.encode(0x4F, Array(identifier.dropFirst(5))) + authority + label)
    }

    func execute(_ command: CommandFields, isProprietary: Bool, secrets: inout CardSecrets) -> CardReply {
        guard !isProprietary else { return .wrongClass }
        switch command.ins {
        case 0xCB: return getData(command, isVerified: secrets.pin.isVerified)
        case 0x20: return verify(command, &secrets.pin)
        case 0x24: return change(command, &secrets)
        case 0x2C: return resetCounter(command, &secrets)
        // PUT DATA, GENERATE and GENERAL AUTHENTICATE want a key that nobody has presented.
        case 0xDB, 0x47, 0x87: return .securityNotSatisfied
        default: return .wrongInstruction
        }
    }

    private func getData(_ command: CommandFields, isVerified: Bool) -> CardReply {
        guard command.p1 == 0x3F, command.p2 == 0xFF else { return .wrongParameters }
        guard let tag = Self.tagList(command.data) else { return .wrongData }
        guard let object = objects[tag] else { return .notFound }
        guard !object.needsPIN || isVerified else { return .securityNotSatisfied }
        return CardReply(object.content)
    }

    /// With P1 of FF, what was verified is taken back (3.2.1).
    private func verify(_ command: CommandFields, _ pin: inout ReferenceData) -> CardReply {
        guard command.p1 == 0x00 || command.p1 == 0xFF && command.data.isEmpty else { return .wrongParameters }
        guard command.p2 == 0x80 else { return .referenceNotFound }
        if command.p1 == 0xFF {
            pin.isVerified = false
            return CardReply(CardReply.success)
        }
        guard !command.data.isEmpty else { return pin.status }
        guard Self.isPIN(command.data) else { return pin.triesLeft > 0 ? .wrongData : .authenticationBlocked }
        return pin.verify(command.data)
    }

    /// CHANGE REFERENCE DATA of the PIN or the PUK (3.2.2).
    private func change(_ command: CommandFields, _ secrets: inout CardSecrets) -> CardReply {
        guard command.p1 == 0x00 else { return .wrongParameters }
        switch command.p2 {
        case 0x80: return Self.isPIN(command.data.suffix(8)) ? secrets.pin.change(command.data) : .wrongData
        case 0x81: return secrets.puk.change(command.data)
        default: return .referenceNotFound
        }
    }

    /// RESET RETRY COUNTER: the PUK, then the new PIN (3.2.3).
    private func resetCounter(_ command: CommandFields, _ secrets: inout CardSecrets) -> CardReply {
        guard command.p1 == 0x00 else { return .wrongParameters }
        guard command.p2 == 0x80 else { return .referenceNotFound }
        let new = Array(command.data.suffix(8))
        guard command.data.count == 16, Self.isPIN(new) else { return .wrongData }
        let reply = secrets.puk.verify(Array(command.data.prefix(8)))
        secrets.puk.isVerified = false
        if reply.status == CardReply.success { secrets.pin.replace(with: new) }
        return reply
    }

    /// Six to eight digits, then `FF` up to eight bytes (2.4.3).
    private static func isPIN(_ bytes: some Collection<UInt8>) -> Bool {
        let digits = bytes.prefix { (0x30...0x39).contains($0) }
        return bytes.count == 8 && digits.count >= 6 && bytes.dropFirst(digits.count).allSatisfy { $0 == 0xFF }
    }

    /// The one tag in a tag list, `5C 03 5FC102`; nothing when the list is not well formed.
    private static func tagList(_ data: [UInt8]) -> UInt32? {
        guard data.count >= 3, data[0] == 0x5C, Int(data[1]) == data.count - 2, data.count <= 5 else { return nil }
        return data.dropFirst(2).reduce(0) { $0 << 8 | UInt32($1) }
    }
}

/// The applications on a card, and which of them is selected.
struct ApplicationDirectory {
    private let applications: [any CardApplication]
    private let selectsAnything: Bool
    private var position = 0

    init(model: CardModel, faults: Set<CardFault>) {
        var applications: [any CardApplication] = [CardManager()]
        if model.hasPIV { applications.append(PIVApplication(objects: Self.objects(faults))) }
        if model.hasFIDO { applications.append(FIDOApplication()) }
        self.applications = applications + model.selectOnly.map(NamedApplication.init)
        selectsAnything = faults.contains(.selectsAnything)
    }

    var selected: any CardApplication { applications[position] }

    mutating func reset() {
        position = 0
    }

    /// SELECT by application identifier, whole or right-truncated (ISO/IEC 7816-4:2020, 11.2.2).
    ///
    /// Where nothing is found the selection stays, and so does it and what was verified where it is found to be the one
    /// already (SP 800-73-4 part 2, 3.1.1).
    mutating func select(_ command: CommandFields, _ secrets: inout CardSecrets) -> CardReply {
        guard command.p1 == 0x04, command.p2 & 0xF0 == 0, [0x00, 0x0C].contains(command.p2 & 0x0C) else {
            return .wrongParameters
        }
        guard command.data.count <= 16 else { return .wrongData }
        guard let found = find(command.data, occurrence: command.p2 & 0x03) else {
            return selectsAnything ? CardReply(CardReply.success) : .notFound
        }
        if found != position { secrets.lock() }
        position = found
        return command.p2 & 0x0C == 0x0C ? CardReply(CardReply.success) : CardReply(selected.selectionAnswer)
    }

    /// The first, last, next or previous application whose name begins so.
    private func find(_ name: [UInt8], occurrence: UInt8) -> Int? {
        let matches = applications.indices.filter { applications[$0].identifier.starts(with: name) }
        return switch occurrence {
        case 0: matches.first
        case 1: matches.last
        case 2: matches.first { $0 > position }
        default: matches.last { $0 < position }
        }
    }

    private static func objects(_ faults: Set<CardFault>) -> [UInt32: PIVObject] {
        var objects = faults.contains(.expiredCertificates) ? PIVObject.expired : PIVObject.current
        if faults.contains(.pinNotNeeded) { objects = objects.mapValues { PIVObject(content: $0.content) } }
        guard faults.contains(.objectsCutShort) else { return objects }
        return objects.mapValues { PIVObject(content: Array($0.content.dropLast()), needsPIN: $0.needsPIN) }
    }
}

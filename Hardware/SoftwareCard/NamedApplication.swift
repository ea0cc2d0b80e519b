/// An application of which nothing but the name is known: it answers SELECT and no other command.
struct NamedApplication: CardApplication {
    let identifier: [UInt8]

    var selectionAnswer: [UInt8] { DataObject.encode(0x6F, DataObject.encode(0x84, identifier)) }

    func execute(_ command: CommandFields, isProprietary: Bool, secrets: inout CardSecrets) -> CardReply {
        .wrongInstruction
    }
}

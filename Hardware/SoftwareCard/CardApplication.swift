/// One application on a card.
protocol CardApplication: Sendable {
    var identifier: [UInt8] { get }

    /// What SELECT returns: file control information or an application property template.
    var selectionAnswer: [UInt8] { get }

    /// Carries out a command other than SELECT and GET RESPONSE.
    func execute(_ command: CommandFields, isProprietary: Bool, secrets: inout CardSecrets) -> CardReply
}

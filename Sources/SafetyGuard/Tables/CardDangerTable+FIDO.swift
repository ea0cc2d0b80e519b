import CTAPMessages
import ISO7816

extension CardDangerTable {
    static let fidoResponse = DangerRule(
        "NFCCTAP_GETRESPONSE and GET RESPONSE (80 11, 80 C0)",
        when: "FIDO applet selected",
        .d0,
        because: "fetches an answer, or says that it is no longer waited for"
    )
    static let fidoControl = DangerRule(
        "NFCCTAP_CONTROL (80 12)",
        when: "FIDO applet selected, P1 01",
        .d0,
        because: "ends the conversation with the applet, which then has to be selected again"
    )

    static let fidoRules = [fidoResponse, fidoControl]

    /// CLA and INS of `NFCCTAP_MSG`, last or only part (CTAP 2.1, 11.3.7.1).
    static let nfcMessage: [UInt8] = [0x80, 0x10]
    /// The same with more to follow.
    static let nfcMessageChained: [UInt8] = [0x90, 0x10]

    /// The row of a command that only the FIDO applet has; `nil` for one that any application may have.
    static func fidoRule(for bytes: [UInt8]) -> DangerRule? {
        if let rule = U2FDangerTable.listedRule(for: bytes) { return rule }
        guard let command = try? CommandAPDU(parsing: bytes), command.instructionClass == 0x80 else { return nil }
        return switch command.instruction {
        case 0x10: CTAPDangerTable.rule(for: command.data)
        case 0x11, 0xC0: fidoResponse
        case 0x12 where command.p1 == 0x01 && command.data.isEmpty: fidoControl
        default: nil
        }
    }
}

import ISO7816

/// The classes of command APDUs.
///
/// An instruction has its meaning from the class byte, and within a proprietary class from the application that is
/// selected. So a row holds in its own scope only, and everything else is unlisted: secure messaging, which hides the
/// command, and the reserved classes among it.
package enum CardDangerTable {
    /// What the guard knows of the card before a command.
    package enum Application: Hashable, Sendable {
        case fido
        /// Another application, or one that the guard has not seen selected.
        case other
    }

    struct Row: Sendable {
        enum Scope: Sendable {
            /// CLA `00`–`03`, `10`–`13` and `40`–`5F`: ISO/IEC 7816-4 without secure messaging.
            case interindustry
            /// CLA `80`, for the one GlobalPlatform command that only reads.
            case globalPlatform
            /// CLA `FF`, which the reader answers itself (PC/SC part 3, 3.2.2.1).
            case reader
        }

        let scope: Scope
        let instructions: Set<UInt8>
        let rule: DangerRule
        let applies: @Sendable (CommandAPDU) -> Bool

        func matches(_ command: CommandAPDU) -> Bool {
            scope.contains(command.instructionClass) && instructions.contains(command.instruction) && applies(command)
        }
    }

    package static var rules: [DangerRule] { rows.map(\.rule) + fidoRules }

    /// The row that decides about one command.
    ///
    /// Command chaining in the FIDO applet is put together by the caller: a chained `NFCCTAP_MSG` has no class of its
    /// own.
    package static func rule(for bytes: [UInt8], selected application: Application) -> DangerRule {
        if application == .fido, let rule = fidoRule(for: bytes) { return rule }
        guard let command = try? CommandAPDU(parsing: bytes) else {
            return .unlisted("a command APDU of no known case")
        }
        return rows.first { $0.matches(command) }?.rule ?? .unlisted(spelledName(of: command))
    }

    static func spelledName(of command: CommandAPDU) -> String {
        let header = spelled([command.instructionClass, command.instruction])
        let isStandard = Row.Scope.interindustry.contains(command.instructionClass)
        guard isStandard, let name = Instruction(rawValue: command.instruction).name else { return "command \(header)" }
        return "\(name) (\(header))"
    }
}

extension CardDangerTable.Row.Scope {
    func contains(_ instructionClass: UInt8) -> Bool {
        switch self {
        case .interindustry:
            switch instructionClass {
            case 0x00...0x03, 0x10...0x13, 0x40...0x5F: true
            default: false
            }
        case .globalPlatform: instructionClass == 0x80
        case .reader: instructionClass == 0xFF
        }
    }
}

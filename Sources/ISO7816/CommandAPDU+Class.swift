extension CommandAPDU {
    /// Whether the class byte leaves the meaning of the command to the card's maker (ISO/IEC 7816-4:2020, 5.4.1).
    package var isProprietary: Bool { instructionClass & 0x80 != 0 }

    /// Whether more of the same command follows (ISO/IEC 7816-4:2020, 5.4.1 and 5.3.3).
    ///
    /// The bit is the same in the interindustry classes and, by custom and by CTAP 2.1, 11.3.6, in the proprietary ones.
    package var isChained: Bool { instructionClass & 0x10 != 0 && instructionClass != 0xFF }

    /// The logical channel of an interindustry class; `nil` where the class is proprietary or reserved.
    package var logicalChannel: Int? {
        switch instructionClass >> 5 {
        case 0: Int(instructionClass & 0x03)
        case 2, 3: Int(instructionClass & 0x0F) + 4
        default: nil
        }
    }

    /// Whether an interindustry class says that secure messaging wraps the command.
    package var usesSecureMessaging: Bool {
        switch instructionClass >> 5 {
        case 0: instructionClass & 0x0C != 0
        case 3: true
        default: false
        }
    }
}

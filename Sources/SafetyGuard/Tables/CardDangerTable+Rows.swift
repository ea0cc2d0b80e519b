import ISO7816

extension CardDangerTable {
    private static func row(
        _ instructions: UInt8...,
        scope: Row.Scope = .interindustry,
        named name: String,
        when condition: String = "",
        _ danger: DangerClass,
        because reason: String,
        where applies: @escaping @Sendable (CommandAPDU) -> Bool = { _ in true }
    ) -> Row {
        let numbers = instructions.map { spelled([$0]) }.joined(separator: ", ")
        let prefix =
            switch scope {
            case .interindustry: ""
            case .globalPlatform: "80 "
            case .reader: "FF "
            }
        let rule = DangerRule("\(name) (\(prefix)\(numbers))", when: condition, danger, because: reason)
        return Row(scope: scope, instructions: Set(instructions), rule: rule, applies: applies)
    }

    /// Asked with nothing in it, VERIFY tells the tries left (ISO/IEC 7816-4:2020, 11.5.6).
    ///
    /// A fifth byte other than `00` would be Le to us and, under T=0, the length of a PIN to the card; P1 other than
    /// `00` logs out on PIV cards; in a chain, more is to come.
    private static func asksForTries(_ command: CommandAPDU) -> Bool {
        command.data.isEmpty && command.p1 == 0 && !command.isChained && command.lengthForm == .short
            && (command.expectedLength == nil || command.expectedLength == 0x100)
    }

    /// In order; the first one that matches decides.
    static let rows: [Row] = [
        row(0xA4, named: "SELECT", .d0, because: "chooses what is read next"),
        row(0xB0, 0xB1, named: "READ BINARY", .d0, because: "reads"),
        row(0xB2, 0xB3, named: "READ RECORD", .d0, because: "reads"),
        row(0xA0, 0xA1, 0xA2, named: "SEARCH", .d0, because: "reads"),
        row(0xCA, 0xCB, named: "GET DATA", .d0, because: "reads"),
        row(0xC0, named: "GET RESPONSE", .d0, because: "fetches the rest of an answer"),
        row(0x84, named: "GET CHALLENGE", .d0, because: "fetches a random number"),
        row(0xCA, scope: .globalPlatform, named: "GET DATA of GlobalPlatform", .d0, because: "reads"),
        row(
            0xCA,
            scope: .reader,
            named: "GET DATA of the reader",
            .d0,
            because: "reads what the reader knows of the card"
        ),
        row(
            0x20,
            named: "VERIFY",
            when: "P1 00 and no data",
            .d0,
            because: "asks how many tries are left",
            where: asksForTries
        ),
        row(0x70, named: "MANAGE CHANNEL", .d2, because: "a channel that is opened has to be closed"),
        row(0x22, named: "MANAGE SECURITY ENVIRONMENT", .d2, because: "stays until the card is reset"),
        row(0x20, 0x21, named: "VERIFY", when: "anything else", .d3, because: "a wrong PIN spends a try"),
        row(0x88, named: "INTERNAL AUTHENTICATE", .d3, because: "uses a key whose uses may be counted"),
        row(0x86, 0x87, named: "GENERAL AUTHENTICATE", .d3, because: "uses a key, or spends a try at one"),
        row(0x2A, named: "PERFORM SECURITY OPERATION", .d3, because: "uses a key whose uses may be counted"),
        row(0x82, named: "EXTERNAL AUTHENTICATE", .d4, because: "failures are counted where nobody can read it"),
        row(0x24, 0x25, named: "CHANGE REFERENCE DATA", .d4, because: "replaces a PIN or PUK"),
        row(
            0x26,
            0x28,
            named: "DISABLE and ENABLE VERIFICATION REQUIREMENT",
            .d4,
            because: "changes who may use the card"
        ),
        row(0x2C, 0x2D, named: "RESET RETRY COUNTER", .d4, because: "spends a try at the PUK and replaces the PIN"),
        row(0x46, 0x47, named: "GENERATE ASYMMETRIC KEY PAIR", .d4, because: "destroys the key that was there"),
        row(0xC2, 0xC3, named: "ENVELOPE", .d4, because: "carries a command that the guard cannot see"),
        row(0x04, 0x44, named: "DEACTIVATE and ACTIVATE FILE", .d4, because: "changes the life cycle"),
        row(
            0x0C,
            0x0E,
            0x0F,
            0xD0,
            0xD1,
            0xD2,
            0xD6,
            0xD7,
            0xDA,
            0xDB,
            0xDC,
            0xDD,
            0xE2,
            named: "ERASE, WRITE, UPDATE, PUT DATA, APPEND RECORD",
            .d4,
            because: "writes over what cannot always be read back"
        ),
        row(
            0xE0,
            0xE4,
            0xE6,
            0xE8,
            0xF0,
            0xF1,
            0xF2,
            0xFE,
            named: "CREATE, DELETE, TERMINATE, SET STATUS",
            .d4,
            because: "changes files or the life cycle of the card"
        ),
    ]
}

import CBORTree
import CTAPMessages
import Testing

@testable import SafetyGuard

/// A command that a row of the tables is about.
struct DangerExample: CustomTestStringConvertible, Sendable {
    enum Command: Sendable {
        case hid(CTAPHIDCommand, [UInt8])
        case ctap([UInt8])
        case u2f([UInt8])
        case card([UInt8])
        case applet([UInt8])
        case control(UInt32, [UInt8])
    }

    let rule: DangerRule
    let command: Command

    init(_ rule: DangerRule, _ command: Command) {
        self.rule = rule
        self.command = command
    }

    var testDescription: String { "\(rule.danger) \(rule.command) \(rule.condition)" }

    private static func ctap(_ rule: DangerRule, _ command: CTAPCommand, _ parameters: CBORItem? = nil) -> Self {
        Self(rule, .ctap([command.rawValue] + (parameters?.encoded() ?? [])))
    }

    private static func named(_ rules: [DangerRule], _ name: String) throws -> DangerRule {
        try #require(rules.first { $0.command.hasPrefix(name) || $0.condition == name }, "\(name)")
    }

    static func all() throws -> [Self] { try hid() + ceremonies + clientPIN() + management + u2f + cards() + reader }

    private static func hid() throws -> [Self] {
        let rules = CTAPHIDDangerTable.rules
        return try [
            Self(named(rules, "CTAPHID_INIT"), .hid(.initialize, Array(1...8))),
            Self(named(rules, "CTAPHID_PING"), .hid(.ping, Array(repeating: 7, count: 500))),
            Self(named(rules, "CTAPHID_WINK"), .hid(.wink, [])),
            Self(named(rules, "CTAPHID_LOCK"), .hid(.lock, [10])),
            Self(named(rules, "CTAPHID_CANCEL"), .hid(.cancel, [])),
            Self(named(rules, "CTAPHID command"), .hid(.reserved, [])),
        ]
    }

    private static let ceremonies: [Self] = {
        let make: CBORItem = [1: .bytes([0]), 2: ["id": "a"], 3: ["id": .bytes([1])], 4: []]
        func making(_ more: [(CBORItem, CBORItem)]) -> CBORItem {
            .pairs((make.entries ?? []).map { ($0.key, $0.value) } + more)
        }
        let stored: CBORItem = [2: ["id": "a-1.checks.touchstone.invalid"], 7: ["rk": true]]
        func asserting(_ more: [(CBORItem, CBORItem)]) -> CBORItem { .pairs([(1, "a"), (2, .bytes([0]))] + more) }
        typealias Table = CTAPDangerTable
        return [
            ctap(Table.getInfo, .getInfo),
            ctap(Table.getInfo, .getInfo, ["x": 1]),
            ctap(Table.selection, .selection),
            ctap(Table.makeCredential, .makeCredential, make),
            ctap(Table.makeCredential, .makeCredential, making([(7, ["rk": false, "uv": false])])),
            ctap(Table.makeCredential, .makeCredential, making([(6, ["credProtect": 2]), (8, .bytes([]))])),
            ctap(Table.makeCredentialStored, .makeCredential, stored),
            ctap(Table.makeCredentialStoredForOthers, .makeCredential, making([(7, ["rk": true])])),
            ctap(Table.makeCredentialStoredForOthers, .makeCredential, making([(7, ["rk": 1]), (8, .bytes([1]))])),
            ctap(Table.makeCredentialStoredForOthers, .makeCredential, making([(7, "no map")])),
            ctap(Table.makeCredentialExtended, .makeCredential, making([(6, ["newExtension": true])])),
            ctap(Table.makeCredentialExtended, .makeCredential, making([(6, [1: true])])),
            ctap(Table.makeCredentialAuthorized, .makeCredential, making([(8, .bytes([1])), (9, 2)])),
            ctap(Table.makeCredentialAuthorized, .makeCredential, making([(8, "text")])),
            ctap(Table.makeCredentialVerified, .makeCredential, making([(7, ["uv": true])])),
            ctap(Table.getAssertionSilent, .getAssertion, asserting([(5, ["up": false])])),
            ctap(Table.getAssertion, .getAssertion, asserting([])),
            ctap(Table.getAssertionExtended, .getAssertion, asserting([(4, ["largeBlob": [:]]), (5, ["up": false])])),
            ctap(Table.getAssertionExtended, .getAssertion, asserting([(4, ["x": 1]), (6, .bytes([1]))])),
            ctap(Table.getAssertionAuthorized, .getAssertion, asserting([(5, ["up": false]), (6, .bytes([1]))])),
            ctap(Table.getAssertionVerified, .getAssertion, asserting([(5, ["up": false, "uv": true])])),
            ctap(Table.getNextAssertion, .getNextAssertion),
        ]
    }()

    private static func clientPIN() throws -> [Self] {
        let subCommands: [ClientPINSubCommand] = [
            .getPINRetries, .getUVRetries, .getKeyAgreement, .getPinToken, .changePIN, .setPIN,
            .getPinUvAuthTokenUsingPinWithPermissions, .getPinUvAuthTokenUsingUvWithPermissions,
        ]
        return try subCommands.map { subCommand in
            let rule = try named(CTAPDangerTable.clientPINRules, subCommand.name)
            return ctap(rule, .clientPIN, [1: 2, 2: .int(subCommand.rawValue)])
        }
    }

    private static let management: [Self] = {
        typealias Table = CTAPDangerTable
        let credentials = (1...7)
            .map { number in
                let rule = number < 6 ? Table.credentialListing : Table.credentialChange
                return ctap(rule, .credentialManagement, [1: .int(number)])
            }
        let fingers = [
            (7, Table.bioModality), (3, Table.bioListing), (4, Table.bioListing), (5, Table.bioChange),
            (1, Table.bioChange), (2, Table.bioChange), (6, Table.bioChange),
        ]
        let enrollments = fingers.flatMap { number, rule in
            [CTAPCommand.bioEnrollment, .bioEnrollmentPreview].map { ctap(rule, $0, [1: 1, 2: .int(number)]) }
        }
        return credentials + enrollments + [
            ctap(Table.credentialListing, .credentialManagementPreview, [1: 2]),
            ctap(Table.credentialChange, .credentialManagementPreview, [1: 6]),
            ctap(Table.bioModality, .bioEnrollment, [6: true]),
            ctap(Table.largeBlobsRead, .largeBlobs, [1: 64, 3: 0]),
            ctap(Table.largeBlobsWrite, .largeBlobs, [2: .bytes([1]), 3: 0]),
            ctap(Table.largeBlobsWrite, .largeBlobs, [1: 64, 2: .bytes([1]), 3: 0]),
            ctap(Table.config, .authenticatorConfig, [1: 2]),
            ctap(Table.config, .authenticatorConfig),
            ctap(Table.reset, .reset),
            ctap(Table.reset, .reset, [:]),
        ]
    }()

    private static let u2f: [Self] = [
        Self(U2FDangerTable.version, .u2f([0, 3, 0, 0, 0, 0, 0])),
        Self(U2FDangerTable.register, .u2f([0, 1, 0, 0, 0, 0, 64] + Array(repeating: 1, count: 64) + [0, 0])),
        Self(U2FDangerTable.check, .u2f([0, 2, 7, 0, 0, 0, 1, 9, 0, 0])),
        Self(U2FDangerTable.authenticate, .u2f([0, 2, 3, 0, 0, 0, 1, 9, 0, 0])),
        Self(U2FDangerTable.authenticate, .u2f([0, 2, 8, 0, 0, 0, 1, 9, 0, 0])),
    ]

    private static func cards() throws -> [Self] {
        let commands: [(String, [UInt8])] = [
            ("SELECT", [0, 0xA4, 4, 0, 2, 0xA0, 0]), ("SELECT", [0x10, 0xA4, 4, 0, 2, 0xA0, 0]),
            ("READ BINARY", [0, 0xB0, 0, 0, 0]), ("READ RECORD", [1, 0xB2, 1, 4, 0]),
            ("SEARCH", [0, 0xA2, 1, 4, 1, 1, 0]),
            ("GET DATA (CA", [0, 0xCB, 0x3F, 0xFF, 3, 0x5C, 1, 0x7E, 0]), ("GET RESPONSE (C0", [0, 0xC0, 0, 0, 16]),
            ("GET CHALLENGE", [0x40, 0x84, 0, 0, 8]), ("GET DATA of GlobalPlatform", [0x80, 0xCA, 0x9F, 0x7F, 0]),
            ("GET DATA of the reader", [0xFF, 0xCA, 0, 0, 0]), ("P1 00 and no data", [0, 0x20, 0, 0x80]),
            ("P1 00 and no data", [0, 0x20, 0, 0x80, 0]), ("MANAGE CHANNEL", [0, 0x70, 0, 0, 1]),
            ("MANAGE SECURITY", [0, 0x22, 0x41, 0xB6]), ("anything else", [0, 0x20, 0, 0x80, 1, 0x31]),
            ("anything else", [0, 0x20, 0, 0x80, 8]), ("anything else", [0x10, 0x20, 0, 0x80]),
            ("anything else", [0, 0x20, 0xFF, 0x80]), ("anything else", [0, 0x21, 0, 0x80]),
            ("anything else", [0, 0x20, 0, 0x80, 0, 0, 0]), ("INTERNAL AUTH", [0, 0x88, 0, 0, 1, 1, 0]),
            ("GENERAL AUTH", [0, 0x87, 7, 0x9A, 1, 1, 0]), ("PERFORM SECURITY", [0, 0x2A, 0x9E, 0x9A, 1, 1, 0]),
            ("EXTERNAL AUTH", [0, 0x82, 0, 0, 1, 1]), ("CHANGE REF", [0, 0x24, 0, 0x80, 1, 1]),
            ("DISABLE and ENABLE", [0, 0x26, 0, 0x80, 1, 1]), ("RESET RETRY", [0, 0x2C, 0, 0x80, 1, 1]),
            ("GENERATE", [0, 0x47, 0, 0x9A, 1, 1, 0]), ("ENVELOPE", [0, 0xC2, 0, 0, 1, 1]),
            ("DEACTIVATE", [0, 0x44, 0, 0]), ("ERASE", [0, 0xDB, 0x3F, 0xFF, 1, 1]), ("CREATE", [0, 0xE6, 0, 0]),
        ]
        let applet: [(DangerRule, [UInt8])] = [
            (CardDangerTable.fidoResponse, [0x80, 0x11, 0, 0, 0]),
            (CardDangerTable.fidoResponse, [0x80, 0xC0, 0, 0, 0]),
            (CardDangerTable.fidoControl, [0x80, 0x12, 1, 0]),
        ]
        return try commands.map { name, bytes in try Self(named(CardDangerTable.rules, name), .card(bytes)) }
            + applet.map { rule, bytes in Self(rule, .applet(bytes)) }
    }

    private static let reader: [Self] = [
        Self(ReaderDangerTable.features, .control(0x4200_0D48, [])),
        Self(ReaderDangerTable.properties, .control(0x4233_0012, [])),
        Self(ReaderDangerTable.verify, .control(0x4233_0006, [1, 2, 3])),
    ]
}

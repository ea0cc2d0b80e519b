import CBORTree
import CTAPMessages
import DeviceTransport
import ISO7816
import Testing

@testable import SafetyGuard

/// What may pass below D4 is written down here once more, by hand: a row added by mistake fails these tests.
@Suite struct UnlistedCommandTests {
    private static let interindustry: Set<UInt8> = [0x00, 0x01, 0x02, 0x03, 0x10, 0x11, 0x12, 0x13]
    private static let plain = interindustry.union(0x40...0x5F)

    /// INS below D4 in an interindustry class.
    private static let reading: Set<UInt8> = [
        0x84, 0xA0, 0xA1, 0xA2, 0xA4, 0xB0, 0xB1, 0xB2, 0xB3, 0xC0, 0xCA, 0xCB,
    ]
    private static let limited: Set<UInt8> = [0x20, 0x21, 0x22, 0x2A, 0x70, 0x86, 0x87, 0x88]

    private static let bodies: [[UInt8]] = [
        [], [0], [1], [1, 0xFF], [1, 0xFF, 0], [0, 0, 0], [0, 0, 1, 0xFF, 0, 0],
    ]

    /// Class bytes that get every body; the others get one.
    private static let interesting: Set<UInt8> = [0x00, 0x10, 0x0C, 0x40, 0x60, 0x80, 0x90, 0xA0, 0xFF]

    private func expected(_ instructionClass: UInt8, _ instruction: UInt8, isVerifyOfNothing: Bool) -> Set<DangerClass>
    {
        switch (instructionClass, instruction) {
        case (0x80, 0xCA), (0xFF, 0xCA): [.d0]
        case (let cla, let ins) where Self.plain.contains(cla) && Self.reading.contains(ins): [.d0]
        case (let cla, 0x20) where Self.plain.contains(cla) && isVerifyOfNothing: [.d0, .d3]
        case (let cla, let ins) where Self.plain.contains(cla) && Self.limited.contains(ins): [.d2, .d3]
        default: [.d4]
        }
    }

    @Test func nothingUnlistedPassesToACard() {
        var wrong: [[UInt8]] = []
        for instructionClass in UInt8.min...UInt8.max {
            for instruction in UInt8.min...UInt8.max {
                for body in Self.interesting.contains(instructionClass) ? Self.bodies : [[1, 0xFF]] {
                    let bytes = [instructionClass, instruction, 0x00, 0x80] + body
                    let danger = CardDangerTable.rule(for: bytes, selected: .other).danger
                    let isVerifyOfNothing = body.isEmpty || body == [0]
                    let allowed = expected(instructionClass, instruction, isVerifyOfNothing: isVerifyOfNothing)
                    if !allowed.contains(danger) { wrong.append(bytes) }
                }
            }
        }
        #expect(wrong.isEmpty)
    }

    @Test func aBrokenCommandIsUnlisted() {
        for bytes: [UInt8] in [[], [0x00], [0x00, 0xA4, 0x04], [0x00, 0xB0, 0, 0, 5, 1], [0x00, 0xB0, 0, 0, 0, 0]] {
            #expect(CardDangerTable.rule(for: bytes, selected: .other).danger == .d4)
            #expect(CardDangerTable.rule(for: bytes, selected: .fido).danger == .d4)
        }
    }

    @Test func theAppletsOwnCommandsMeanNothingElsewhere() {
        for bytes: [UInt8] in [
            [0x80, 0x10, 0, 0, 1, 4], [0x80, 0x11, 0, 0], [0x80, 0x12, 1, 0], [0x00, 0x03, 0, 0],
        ] {
            #expect(CardDangerTable.rule(for: bytes, selected: .fido).danger == .d0)
            #expect(CardDangerTable.rule(for: bytes, selected: .other).danger == .d4)
        }
    }

    /// CTAP2 commands that may pass below D4, by the parameters they come with.
    private static let requests: [(CBORItem?, Set<UInt8>)] = [
        (nil, [0x04, 0x08, 0x0B]),
        ([:], [0x01, 0x02, 0x04]),
        ([1: 1], [0x01, 0x02, 0x04, 0x0A, 0x0C, 0x41]),
        ([2: 1], [0x01, 0x02, 0x04, 0x06]),
        ([1: "x", 2: "x"], [0x01, 0x02, 0x04]),
        ([6: true], [0x01, 0x02, 0x04, 0x09, 0x40]),
        ([], [0x04]),
    ]

    @Test func nothingUnlistedPassesToAKey() {
        for (parameters, listed) in Self.requests {
            for command in UInt8.min...UInt8.max {
                let rule = CTAPDangerTable.rule(for: [command] + (parameters?.encoded() ?? []))
                #expect((rule.danger < .d4) == listed.contains(command), "\(command) \(String(describing: parameters))")
            }
        }
        #expect(CTAPDangerTable.rule(for: []).danger == .d4)
    }

    @Test func noUnlistedSubcommandPasses() {
        let listed: [(CTAPCommand, Int64, Set<Int>)] = [
            (.clientPIN, 2, [1, 2, 4, 5, 6, 7, 9]), (.credentialManagement, 1, Set(1...5)),
            (.credentialManagementPreview, 1, Set(1...5)), (.bioEnrollment, 2, [3, 4, 7]),
            (.bioEnrollmentPreview, 2, [3, 4, 7]), (.authenticatorConfig, 1, []),
        ]
        for (command, member, numbers) in listed {
            for number in 0...300 {
                let parameters = CBORItem.pairs([(.int(member), .int(number))])
                let rule = CTAPDangerTable.rule(for: [command.rawValue] + parameters.encoded())
                #expect((rule.danger < .d4) == numbers.contains(number), "\(command) \(number)")
            }
        }
    }

    /// Maps that a key may read otherwise than we do: duplicates, tags, text before or behind.
    @Test(arguments: [
        "06a202010203", "0ca201010102", "06c1a10201", "06a102c101", "06a1020100", "06", "0602", "06a102",
        "01a107a2627" + "26bf462726bf5",
        "06a16173616b", "06a10261" + "31", "06a1023b0000000000000000",
    ])
    func whatCouldBeReadInTwoWaysIsUnlisted(hex: String) throws {
        let bytes = try #require(Self.bytes(hex))
        #expect(CTAPDangerTable.rule(for: bytes).danger == .d4)
    }

    private static func bytes(_ hex: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = hex[...]
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }

    @Test func nothingUnlistedPassesOverCTAPHID() {
        let listed: Set<UInt8> = [0x01, 0x04, 0x06, 0x08, 0x11, 0x3C]
        for number: UInt8 in 0...0x7F {
            let message = CTAPHIDMessage(channel: 1, command: CTAPHIDCommand(rawValue: number), payload: [])
            #expect((CTAPHIDDangerTable.rule(for: message).danger < .d4) == listed.contains(number))
        }
    }

    @Test func nothingUnlistedPassesAsU2F() {
        var passing: Set<[UInt8]> = []
        for instructionClass in UInt8.min...UInt8.max {
            for instruction in UInt8.min...UInt8.max {
                for p1: UInt8 in [0, 3, 7, 8, 9] {
                    let payload = [instructionClass, instruction, p1, 0, 0, 0, 0]
                    let message = CTAPHIDMessage(channel: 1, command: .message, payload: payload)
                    if CTAPHIDDangerTable.rule(for: message).danger < .d4 { passing.insert(Array(payload.prefix(3))) }
                }
            }
        }
        let anyP1: [[UInt8]] = [0, 3, 7, 8, 9].flatMap { [[0, 1, $0], [0, 3, $0]] }
        #expect(passing == Set(anyP1 + [[0, 2, 3], [0, 2, 7], [0, 2, 8]]))
        let short = CTAPHIDMessage(channel: 1, command: .message, payload: [0, 3, 0])
        #expect(CTAPHIDDangerTable.rule(for: short).danger == .d4)
    }

    @Test func noControlCodePassesThatTheReaderHasNotNamed() {
        let learnt = ReaderDangerTable.codes(in: [
            0x12, 4, 0, 0, 0, 9, 0x07, 4, 0, 0, 0, 8, 0x12, 4, 0, 0, 0, 7, 0x07, 4, 0, 0, 0, 7,
        ])
        #expect(ReaderDangerTable.rule(for: 9, [], features: learnt).danger == .d0)
        #expect(ReaderDangerTable.rule(for: 9, [1], features: learnt).danger == .d4)
        for code: UInt32 in [0, 7, 8, 10, 0x4200_0001, .max] {
            #expect(ReaderDangerTable.rule(for: code, [], features: learnt).danger == .d4)
        }
        for feature in UInt8.min...UInt8.max where ![0x0A, 0x11, 0x12, 0x01, 0x02, 0x06, 0x0D].contains(feature) {
            #expect(ReaderDangerTable.rule(for: 9, [], features: [9: feature]).danger == .d4)
        }
        #expect(ReaderDangerTable.codes(in: [0x12, 2, 0, 0, 0, 9]).isEmpty)
    }
}

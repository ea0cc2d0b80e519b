import CTAPMessages
import Octets
import Testing

@Suite struct CTAPHIDFramingTests {
    private static let channel: UInt32 = 0x0102_0304

    private func message(_ count: Int, on channel: UInt32 = Self.channel) -> CTAPHIDMessage {
        CTAPHIDMessage(channel: channel, command: .ping, payload: (0..<count).map { UInt8(truncatingIfNeeded: $0) })
    }

    /// A report as the wire has it, zeros behind.
    private func report(_ hex: String) throws -> [UInt8] {
        let bytes = try Hex.decode(hex)
        return bytes + Array(repeating: 0, count: 64 - bytes.count)
    }

    @Test func writesTheHeaderBeforeThePayload() throws {
        let request = CTAPHIDMessage(channel: CTAPHIDMessage.broadcast, command: .initialize, payload: Array(1...8))
        #expect(try request.reports() == [report("ffffffff8600080102030405060708")])
    }

    @Test(arguments: [
        (0, 1), (1, 1), (57, 1), (58, 2), (57 + 59, 2), (57 + 59 + 1, 3), (7609, 129),
    ])
    func cutsAtTheCapacityOfEachPacket(payload: Int, reports: Int) throws {
        let message = message(payload)
        let cut = try message.reports()
        #expect(cut.count == reports)
        #expect(cut.allSatisfy { $0.count == 64 })
        var assembler = CTAPHIDAssembler()
        for report in cut.dropLast() { #expect(try assembler.accept(report) == nil) }
        #expect(try assembler.accept(try #require(cut.last)) == message)
        #expect(!assembler.isMidMessage)
    }

    @Test func refusesToCutWhatNoSequenceNumberCounts() {
        let tooLong = message(7610)
        #expect(throws: CTAPHIDFramingError.payloadTooLong(7610)) { try tooLong.reports() }
    }

    @Test func keepsInterleavedChannelsApart() throws {
        let first = message(100, on: 1)
        let second = message(120, on: 2)
        let cuts = try (first.reports(), second.reports())
        var assembler = CTAPHIDAssembler()
        #expect(try assembler.accept(cuts.0[0]) == nil)
        #expect(try assembler.accept(cuts.1[0]) == nil)
        #expect(try assembler.accept(cuts.0[1]) == first)
        #expect(try assembler.accept(cuts.1[1]) == nil)
        #expect(try assembler.accept(cuts.1[2]) == second)
    }

    @Test(arguments: [0, 1, 63, 65, 128])
    func refusesReportsOfAnotherLength(count: Int) {
        var assembler = CTAPHIDAssembler()
        #expect(throws: CTAPHIDFramingError.reportLength(count)) {
            try assembler.accept(Array(repeating: 0x80, count: count))
        }
    }

    @Test func refusesAnAnnouncementThatCannotBeKept() throws {
        var assembler = CTAPHIDAssembler()
        let report = try report("01020304811dba")
        #expect(throws: CTAPHIDFramingError.announcedLength(channel: Self.channel, 7610)) {
            try assembler.accept(report)
        }
        #expect(!assembler.isMidMessage)
    }

    @Test func refusesAContinuationOfNothing() throws {
        var assembler = CTAPHIDAssembler()
        let report = try report("0102030400")
        #expect(throws: CTAPHIDFramingError.continuationWithoutStart(channel: Self.channel)) {
            try assembler.accept(report)
        }
    }

    @Test func dropsTheMessageAtAPacketOutOfTurn() throws {
        var assembler = CTAPHIDAssembler()
        let cut = try message(200).reports()
        #expect(try assembler.accept(cut[0]) == nil)
        #expect(throws: CTAPHIDFramingError.sequence(channel: Self.channel, expected: 0, actual: 1)) {
            try assembler.accept(cut[2])
        }
        #expect(throws: CTAPHIDFramingError.continuationWithoutStart(channel: Self.channel)) {
            try assembler.accept(cut[1])
        }
    }

    @Test func anInitEndsWhatWasHalfSaidAndNothingElseMay() throws {
        let ping = try message(100).reports()
        let initialize = CTAPHIDMessage(
            channel: Self.channel,
            command: .initialize,
            payload: Array(repeating: 9, count: 8)
        )
        var assembler = CTAPHIDAssembler()
        #expect(try assembler.accept(ping[0]) == nil)
        #expect(try assembler.accept(initialize.reports()[0]) == initialize)
        #expect(try assembler.accept(ping[0]) == nil)
        #expect(throws: CTAPHIDFramingError.interrupted(channel: Self.channel, by: .ping)) {
            try assembler.accept(ping[0])
        }
        #expect(!assembler.isMidMessage)
    }

    @Test(arguments: [10, 100])
    func handsTheMessageOverWithTheComplaintAboutItsPadding(count: Int) throws {
        let message = message(count)
        var reports = try message.reports()
        reports[reports.count - 1][63] = 1
        var assembler = CTAPHIDAssembler()
        for report in reports.dropLast() { #expect(try assembler.accept(report) == nil) }
        let last = try #require(reports.last)
        #expect(throws: CTAPHIDFramingError.padding(message)) { try assembler.accept(last) }
        #expect(!assembler.isMidMessage)
    }

    @Test func holdsNoMoreChannelsThanADeviceHas() throws {
        var assembler = CTAPHIDAssembler()
        let limit = CTAPHIDAssembler.maximumChannels
        for channel in 0..<UInt32(limit) {
            #expect(try assembler.accept(message(100, on: channel).reports()[0]) == nil)
        }
        let oneMore = try message(100, on: 0xFFFF).reports()[0]
        #expect(throws: CTAPHIDFramingError.tooManyChannels(limit: limit)) { try assembler.accept(oneMore) }
        let rest = try message(100, on: 0).reports()[1]
        #expect(try assembler.accept(rest) == message(100, on: 0))
    }

    /// No report stream brings the assembler down, and what it takes out would be cut into the same reports again.
    @Test func survivesEveryCorruptionOfAHeader() throws {
        let reports = try message(70).reports()
        var assembled = 0
        for index in 0..<7 {
            for value in UInt8.min...UInt8.max {
                var assembler = CTAPHIDAssembler()
                var changed = reports
                changed[0][index] = value
                var out: [CTAPHIDMessage] = []
                for report in changed {
                    if let message = try? assembler.accept(report) { out.append(message) }
                }
                assembled += out.count
                for message in out { #expect(try message.reports() == Array(changed.prefix(message.reports().count))) }
            }
        }
        #expect(assembled > 100)
    }
}

@Suite struct CTAPHIDNamesTests {
    @Test func oneCommandHasOneValue() {
        #expect(CTAPHIDCommand(rawValue: 0x90) == .cbor)
        #expect(CTAPHIDCommand(rawValue: 0x10).rawValue == 0x10)
    }

    private static let commands: [(CTAPHIDCommand, String)] = [
        (CTAPHIDCommand.message, "CTAPHID_MSG"), (.initialize, "CTAPHID_INIT"), (.keepalive, "CTAPHID_KEEPALIVE"),
        (CTAPHIDCommand(rawValue: 0x41), "CTAPHID vendor command 0x41"),
        (CTAPHIDCommand(rawValue: 0x05), "CTAPHID command 0x05"),

    ]

    @Test(arguments: commands)
    func commandsAreNamedAsInTheSpecification(command: CTAPHIDCommand, name: String) {
        #expect(command.name == name)
    }

    @Test(arguments: [
        (CTAPHIDErrorCode.channelBusy, "ERR_CHANNEL_BUSY"), (.init(rawValue: 0x42), "CTAPHID error 0x42"),
    ])
    func errorsAreNamedAsInTheSpecification(code: CTAPHIDErrorCode, name: String) {
        #expect(code.name == name)
    }
}

@Suite struct CTAPHIDInitializeResponseTests {
    private let payload: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 0xAA, 0xBB, 0xCC, 0xDD, 2, 5, 4, 3, 0x05]

    @Test func readsEachFieldWhereItStands() throws {
        let response = try CTAPHIDInitializeResponse(parsing: payload)
        #expect(response.nonce == Array(1...8))
        #expect(response.channel == 0xAABB_CCDD)
        #expect(response.protocolVersion == 2)
        #expect([response.majorVersion, response.minorVersion, response.buildVersion] == [5, 4, 3])
        #expect(response.capabilities == [.wink, .cbor])
        #expect(response.additional.isEmpty)
        #expect(response.encoded() == payload)
    }

    @Test func keepsWhatALaterVersionAdds() throws {
        let response = try CTAPHIDInitializeResponse(parsing: payload + [7, 8])
        #expect(response.additional == [7, 8])
        #expect(response.encoded() == payload + [7, 8])
    }

    @Test func refusesEveryPrefix() {
        for count in payload.indices {
            #expect(throws: CTAPHIDInitializeResponse.ParsingError.self) {
                try CTAPHIDInitializeResponse(parsing: Array(payload.prefix(count)))
            }
        }
    }
}

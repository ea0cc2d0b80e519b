import CTAPMessages
import DeviceTransport
import ISO7816
import Testing

@testable import SafetyGuard

/// Each row against each allowance: at its class it passes unchanged, below it nothing at all is sent.
@Suite struct DangerRowTests {
    static let examples: [DangerExample] = (try? DangerExample.all()) ?? []

    private static let limit = Duration.seconds(1)

    /// The SELECT of the FIDO applet.
    private static let selectFIDO: [UInt8] = [0x00, 0xA4, 0x04, 0x00, 8] + ApplicationIdentifier.fido.bytes

    static var allRules: [DangerRule] {
        CTAPHIDDangerTable.rules + CTAPDangerTable.rules + U2FDangerTable.rules + CardDangerTable.rules
            + ReaderDangerTable.rules
    }

    @Test func everyRowHasAnExample() {
        #expect(Set(Self.examples.map(\.rule)) == Set(Self.allRules))
        #expect(Set(Self.allRules).count == Self.allRules.count)
    }

    @Test(arguments: examples, DangerClass.allCases)
    func passesAtItsClassAndNotBelow(example: DangerExample, allowance: DangerClass) throws {
        switch example.command {
        case .hid(let command, let payload): try overHID(command, payload, example.rule, allowance)
        case .ctap(let request):
            try overHID(.cbor, request, example.rule, allowance)
            try overNFC(request, example.rule, allowance)
            try overChainedNFC(request, example.rule, allowance)
        case .u2f(let command):
            try overHID(.message, command, example.rule, allowance)
            try toCard(command, example.rule, allowance, selecting: true)
        case .card(let command):
            try toCard(command, example.rule, allowance, selecting: false)
            try toCard(command, example.rule, allowance, selecting: true)
        case .applet(let command): try toCard(command, example.rule, allowance, selecting: true)
        case .control(let code, let input): try toReader(code, input, example.rule, allowance)
        }
    }

    private func expectRefusal(_ rule: DangerRule, _ body: () throws(TransportError) -> Void) throws {
        let refusal = #expect(throws: TransportError(.refusedByGuard, operation: rule.command), performing: body)
        #expect(refusal?.detail?.contains(rule.reason) == true)
    }

    private func overHID(
        _ command: CTAPHIDCommand,
        _ payload: [UInt8],
        _ rule: DangerRule,
        _ allowance: DangerClass
    ) throws {
        let spy = SpyReportChannel()
        let channel = GuardedReportChannel(wrapping: spy, allowing: allowance)
        let reports = try CTAPHIDMessage(channel: 7, command: command, payload: payload).reports()
        guard allowance < rule.danger else {
            for report in reports { try channel.write(report, within: Self.limit) }
            #expect(spy.written == reports)
            return
        }
        for report in reports.dropLast() { try channel.write(report, within: Self.limit) }
        let last = try #require(reports.last)
        try expectRefusal(rule) { () throws(TransportError) in try channel.write(last, within: Self.limit) }
        #expect(spy.written.isEmpty)
    }

    private func guardedApplet(_ allowance: DangerClass) throws -> (SpySmartCardChannel, GuardedSmartCardChannel) {
        let spy = SpySmartCardChannel()
        let channel = GuardedSmartCardChannel(wrapping: spy, allowing: allowance)
        #expect(try channel.transmit(Self.selectFIDO, within: Self.limit) == [0x90, 0x00])
        #expect(spy.sent == [Self.selectFIDO])
        spy.forget()
        return (spy, channel)
    }

    private func overNFC(_ request: [UInt8], _ rule: DangerRule, _ allowance: DangerClass) throws {
        let command = CommandAPDU(
            instructionClass: 0x80,
            instruction: 0x10,
            data: request,
            expectedLength: 65_536,
            lengthForm: .extended
        )
        try toCard(command.encoded(), rule, allowance, selecting: true)
    }

    /// In pieces of one byte, so that no piece alone tells anything but the last.
    private func overChainedNFC(_ request: [UInt8], _ rule: DangerRule, _ allowance: DangerClass) throws {
        let (spy, channel) = try guardedApplet(allowance)
        let parts: [[UInt8]] = request.indices.map { index in
            [index == request.count - 1 ? 0x80 : 0x90, 0x10, 0, 0, 1, request[index]]
        }
        for part in parts.dropLast() { #expect(try channel.transmit(part, within: Self.limit) == [0x90, 0x00]) }
        let last = try #require(parts.last)
        if allowance < rule.danger {
            try expectRefusal(rule) { () throws(TransportError) in _ = try channel.transmit(last, within: Self.limit) }
            #expect(spy.sent.isEmpty)
        } else {
            spy.answer(last, with: [0x00, 0x90, 0x00])
            #expect(try channel.transmit(last, within: Self.limit) == [0x00, 0x90, 0x00])
            #expect(spy.sent == parts)
        }
    }

    private func toCard(_ command: [UInt8], _ rule: DangerRule, _ allowance: DangerClass, selecting: Bool) throws {
        let plain = SpySmartCardChannel()
        let (spy, channel) =
            try selecting
            ? guardedApplet(allowance) : (plain, GuardedSmartCardChannel(wrapping: plain, allowing: allowance))
        if allowance < rule.danger {
            try expectRefusal(rule) { () throws(TransportError) in _ = try channel.transmit(command, within: Self.limit)
            }
            #expect(spy.sent.isEmpty)
        } else {
            spy.answer(command, with: [0x61, 0x10])
            #expect(try channel.transmit(command, within: Self.limit) == [0x61, 0x10])
            #expect(spy.sent == [command])
        }
    }

    private func toReader(_ code: UInt32, _ input: [UInt8], _ rule: DangerRule, _ allowance: DangerClass) throws {
        let spy = SpySmartCardChannel()
        let channel = GuardedSmartCardChannel(wrapping: spy, allowing: allowance)
        _ = try channel.control(ReaderDangerTable.featureRequest, [], within: Self.limit)
        spy.forget()
        if allowance < rule.danger {
            try expectRefusal(rule) { () throws(TransportError) in
                _ = try channel.control(code, input, within: Self.limit)
            }
            #expect(spy.controls.isEmpty)
        } else {
            _ = try channel.control(code, input, within: Self.limit)
            #expect(spy.controls == [code])
        }
    }
}

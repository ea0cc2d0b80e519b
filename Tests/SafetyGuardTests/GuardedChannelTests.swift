import CTAPMessages
import DeviceTransport
import FixtureSupport
import Foundation
import ISO7816
import Testing

@testable import SafetyGuard

@Suite struct GuardedReportChannelTests {
    private let spy = SpyReportChannel()
    private let limit = Duration.seconds(1)

    private var channel: GuardedReportChannel { GuardedReportChannel(wrapping: spy, allowing: .d3) }

    private func refused(_ operation: String) -> TransportError {
        TransportError(.refusedByGuard, operation: operation)
    }

    @Test func passesOnWhatIsNotACommand() throws {
        #expect(channel.name == "spy")
        #expect(try channel.read(within: limit) == [1, 2, 3])
    }

    @Test func sendsNothingOfAMessageBeforeItIsWhole() throws {
        let channel = channel
        let reports = try CTAPHIDMessage(channel: 7, command: .message, payload: longVersion).reports()
        for report in reports.dropLast() {
            try channel.write(report, within: limit)
            #expect(spy.written.isEmpty)
        }
        try channel.write(try #require(reports.last), within: limit)
        #expect(spy.written == reports)
    }

    @Test func keepsInterleavedChannelsApart() throws {
        let channel = channel
        let version = try CTAPHIDMessage(channel: 1, command: .message, payload: longVersion).reports()
        let reset = try CTAPHIDMessage(channel: 2, command: .cbor, payload: [7] + Array(repeating: 0, count: 90))
            .reports()
        try channel.write(version[0], within: limit)
        try channel.write(reset[0], within: limit)
        #expect(throws: refused("authenticatorReset")) { try channel.write(reset[1], within: limit) }
        for report in version.dropFirst() { try channel.write(report, within: limit) }
        #expect(spy.written == version)
    }

    /// Reports that make no message could make one to a key that counts otherwise.
    @Test func refusesReportsThatMakeNoMessage() throws {
        let channel = channel
        let version = try CTAPHIDMessage(channel: 7, command: .message, payload: longVersion).reports()
        let init8 = try CTAPHIDMessage(channel: 7, command: .initialize, payload: Array(1...8)).reports()[0]
        expectRefusal(channel, [])
        expectRefusal(channel, Array(init8.prefix(63)))
        expectRefusal(channel, Array(init8.dropLast()) + [1])
        try channel.write(version[0], within: limit)
        expectRefusal(channel, version[2])
        #expect(spy.written.isEmpty)
        try channel.write(version[0], within: limit)
        try channel.write(init8, within: limit)
        #expect(spy.written == [init8])
        // Something other than a ping was sent here, so a stray packet might go on with it.
        expectRefusal(channel, version[1])
    }

    /// A ping means nothing, however broken, so a check may see what a key makes of it.
    @Test func passesPartsOfPingsAsTheyCome() throws {
        let channel = GuardedReportChannel(wrapping: spy, allowing: .d0)
        let ping = try CTAPHIDMessage(channel: 7, command: .ping, payload: Array(repeating: 1, count: 200)).reports()
        var tooLong = ping[0]
        (tooLong[5], tooLong[6]) = (0xFF, 0xFF)
        let reports = [ping[1], ping[0], ping[2], tooLong, ping[0], ping[0]]
        for report in reports { try channel.write(report, within: limit) }
        #expect(spy.written == reports)
    }

    /// The half that was held is gone with the ping, and what would have been its end means nothing.
    @Test func aPingInsideAMessageDropsTheMessage() throws {
        let channel = GuardedReportChannel(wrapping: spy, allowing: .d0)
        let reset = try CTAPHIDMessage(channel: 7, command: .cbor, payload: [7] + Array(repeating: 0, count: 90))
            .reports()
        let ping = try CTAPHIDMessage(channel: 7, command: .ping, payload: [1]).reports()[0]
        try channel.write(reset[0], within: limit)
        try channel.write(ping, within: limit)
        try channel.write(reset[1], within: limit)
        #expect(spy.written == [ping, reset[1]])
        try channel.write(reset[0], within: limit)
        expectRefusal(channel, reset[1])
    }

    private func expectRefusal(_ channel: GuardedReportChannel, _ report: [UInt8]) {
        let error = #expect(throws: TransportError.self) { try channel.write(report, within: limit) }
        #expect(error?.code == .refusedByGuard)
    }

    /// U2F_VERSION, padded as no client would, so that it takes several reports.
    private let longVersion: [UInt8] = [0x00, 0x03, 0x00, 0x00] + Array(repeating: 0, count: 150)

    @Test func withEverythingAllowedReportsPassAsTheyCome() throws {
        let channel = GuardedReportChannel(wrapping: spy, allowing: .d4)
        let ping = try CTAPHIDMessage(channel: 7, command: .ping, payload: Array(repeating: 1, count: 200)).reports()
        try channel.write(ping[2], within: limit)
        try channel.write([1, 2], within: limit)
        #expect(spy.written == [ping[2], [1, 2]])
    }

    @Test func saysWhatWasRefusedAndWhy() throws {
        let reset = try CTAPHIDMessage(channel: 7, command: .cbor, payload: [7]).reports()[0]
        let error = #expect(throws: TransportError.self) { try channel.write(reset, within: limit) }
        #expect(error?.subject == "spy")
        #expect(
            error?.detail
                == "D4 (cannot be undone): erases every credential and the PIN; no more than D3 is allowed here"
        )
    }
}

@Suite struct GuardedSmartCardChannelTests {
    private let spy = SpySmartCardChannel()
    private let limit = Duration.seconds(1)
    private let selectFIDO: [UInt8] = [0x00, 0xA4, 0x04, 0x00, 8] + ApplicationIdentifier.fido.bytes
    private let selectPIV: [UInt8] = [0x00, 0xA4, 0x04, 0x00, 9] + ApplicationIdentifier.piv.bytes
    private let getInfo: [UInt8] = [0x80, 0x10, 0x00, 0x00, 1, 0x04, 0x00]

    private var channel: GuardedSmartCardChannel { GuardedSmartCardChannel(wrapping: spy, allowing: .d0) }

    private func expectRefusal(_ channel: GuardedSmartCardChannel, _ command: [UInt8]) {
        let error = #expect(throws: TransportError.self) { _ = try channel.transmit(command, within: limit) }
        #expect(error?.code == .refusedByGuard)
    }

    @Test func passesOnWhatIsNotACommand() throws {
        #expect(channel.readerName == "spy")
        #expect(channel.answerToReset == [0x3B, 0x00])
        #expect(channel.activeProtocol == .t1)
        #expect(try channel.reset(.cold, within: limit) == [0x3B, 0x00])
        #expect(try channel.attribute(1, within: limit) == [])
    }

    @Test func knowsTheAppletOnlyAfterASelectThatSucceeded() throws {
        let channel = channel
        expectRefusal(channel, getInfo)
        spy.answer(selectFIDO, with: [0x6A, 0x82])
        _ = try channel.transmit(selectFIDO, within: limit)
        expectRefusal(channel, getInfo)
        spy.answer(selectFIDO, with: [0x61, 0x08])
        _ = try channel.transmit(selectFIDO, within: limit)
        #expect(try channel.transmit(getInfo, within: limit) == [0x90, 0x00])
    }

    @Test func forgetsTheAppletWithEveryOtherSelectAndReset() throws {
        let channel = channel
        let others: [[UInt8]] = [
            selectPIV, [0x00, 0xA4, 0x00, 0x00, 2, 0x3F, 0x00], [0x01] + selectFIDO.dropFirst(),
            [0x80, 0x12, 0x01, 0x00],
        ]
        let answers: [[UInt8]] = [[0x6A, 0x82], [0x90, 0x00]]
        for (other, answer) in others.flatMap({ other in answers.map { (other, $0) } }) {
            _ = try channel.transmit(selectFIDO, within: limit)
            _ = try channel.transmit(getInfo, within: limit)
            spy.answer(other, with: answer)
            _ = try channel.transmit(other, within: limit)
            expectRefusal(channel, getInfo)
        }
        _ = try channel.transmit(selectFIDO, within: limit)
        _ = try channel.reset(.warm, within: limit)
        expectRefusal(channel, getInfo)
    }

    @Test func aChainThatIsBrokenOffIsNeverSent() throws {
        let channel = channel
        _ = try channel.transmit(selectFIDO, within: limit)
        spy.forget()
        #expect(try channel.transmit([0x90, 0x10, 0, 0, 1, 0x04], within: limit) == [0x90, 0x00])
        #expect(try channel.transmit([0x00, 0xC0, 0, 0, 0], within: limit) == [0x90, 0x00])
        #expect(spy.sent == [[0x00, 0xC0, 0, 0, 0]])
        // The rest now stands alone, and is judged as it stands.
        expectRefusal(channel, [0x80, 0x10, 0, 0, 1, 0x07])
        #expect(spy.sent.count == 1)
        _ = try channel.transmit([0x90, 0x10, 0, 0, 1, 0x07], within: limit)
        _ = try channel.transmit([0x00, 0xC0, 0, 0, 0], within: limit)
        _ = try channel.transmit(getInfo, within: limit)
        #expect(spy.sent.last == getInfo)
    }

    @Test func aChainIsJudgedAsAWhole() throws {
        let channel = channel
        _ = try channel.transmit(selectFIDO, within: limit)
        spy.forget()
        // Alone, the last part would read as getInfo.
        _ = try channel.transmit([0x90, 0x10, 0, 0, 1, 0x07], within: limit)
        expectRefusal(channel, [0x80, 0x10, 0, 0, 1, 0x04])
        #expect(spy.sent.isEmpty)
        #expect(try channel.transmit(getInfo, within: limit) == [0x90, 0x00])
    }

    @Test func theAppletsRefusalEndsTheChain() throws {
        let channel = channel
        _ = try channel.transmit(selectFIDO, within: limit)
        spy.forget()
        let first: [UInt8] = [0x90, 0x10, 0, 0, 0]
        spy.answer([0x90, 0x10, 0, 0], with: [0x68, 0x84])
        _ = try channel.transmit([0x90, 0x10, 0, 0], within: limit)
        #expect(try channel.transmit(getInfo, within: limit) == [0x68, 0x84])
        #expect(spy.sent == [[0x90, 0x10, 0, 0]])
        _ = try channel.transmit(first, within: limit)
        #expect(spy.sent.count == 1)
    }

    @Test func aChainLongerThanAnyMessageIsRefused() throws {
        let channel = channel
        _ = try channel.transmit(selectFIDO, within: limit)
        spy.forget()
        let part: [UInt8] = [0x90, 0x10, 0, 0, 255] + Array(repeating: 1, count: 255)
        for _ in 0..<(7609 / 255) { _ = try channel.transmit(part, within: limit) }
        expectRefusal(channel, part)
        #expect(spy.sent.isEmpty)
    }

    @Test func controlCodesAreKnownOnlyOnceTheReaderHasNamedThem() throws {
        let channel = channel
        let error = #expect(throws: TransportError.self) { _ = try channel.control(0x4233_0012, [], within: limit) }
        #expect(error?.code == .refusedByGuard)
        #expect(spy.controls.isEmpty)
        _ = try channel.control(ReaderDangerTable.featureRequest, [], within: limit)
        _ = try channel.control(0x4233_0012, [], within: limit)
        #expect(spy.controls == [ReaderDangerTable.featureRequest, 0x4233_0012])
    }
}

@Suite struct SafetyDocumentTests {
    @Test func theDocumentHasEveryRowInOrder() throws {
        let text = try String(contentsOfFile: "\(PackageRoot.path)/docs/safety.md", encoding: .utf8)
        // The first column of the table of classes is the class; that of the others is the command.
        let rows = text.split(separator: "\n").map(String.init)
            .filter { $0.contains(#/^\| .* \| D[0-4] \| /#) }
        #expect(rows == (DangerRowTests.allRules + CTAPDangerTable.provenRules).map(\.row))
        for danger in DangerClass.allCases { #expect(text.contains("| \(danger) | \(danger.meaning)"), "\(danger)") }
    }
}

@Suite struct DangerClassTests {
    @Test func ordersByCost() {
        #expect(DangerClass.allCases == DangerClass.allCases.sorted())
        #expect(DangerClass.d0 < .d4)
        #expect(DangerClass(rawValue: "D3") == .d3)
    }
}

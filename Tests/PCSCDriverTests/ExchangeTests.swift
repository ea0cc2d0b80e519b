import DeviceTransport
import ISO7816
import SoftwareCard
import Synchronization
import Testing
import TransportTesting

@Suite("Exchanges in parts")
struct ExchangeTests {
    /// A card that answers by rule and keeps the commands.
    private final class RuledChannel: SmartCardChannel {
        let readerName = "Ruled Reader"
        let answerToReset: [UInt8] = []
        let activeProtocol: CardProtocol?
        private let rule: @Sendable (_ number: Int, _ command: [UInt8]) -> [UInt8]
        private let received = Mutex<[[UInt8]]>([])

        init(_ activeProtocol: CardProtocol = .t1, _ rule: @escaping @Sendable (Int, [UInt8]) -> [UInt8]) {
            self.activeProtocol = activeProtocol
            self.rule = rule
        }

        var commands: [[UInt8]] { received.withLock { $0 } }

        func transmit(_ command: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] {
            guard limit > .zero else { throw TransportError(.deadlineExceeded, operation: "transmit") }
            return received.withLock { commands in
                commands.append(command)
                return rule(commands.count, command)
            }
        }

        func reset(_ kind: CardReset, within limit: Duration) throws(TransportError) -> [UInt8] { [] }
        func attribute(_ tag: UInt32, within limit: Duration) throws(TransportError) -> [UInt8] { [] }
        func control(_ code: UInt32, _ input: [UInt8], within limit: Duration) throws(TransportError) -> [UInt8] { [] }
        func close() {}
    }

    private let getData = CommandAPDU(instruction: 0xCB, p1: 0x3F, p2: 0xFF, data: [0x5C, 0x00], expectedLength: 256)

    @Test func partsAreFetchedAndJoined() throws {
        let channel = RuledChannel { number, _ in
            switch number {
            case 1: [1, 2, 0x61, 0x00]
            case 2: [3, 0x61, 0x02]
            default: [4, 5, 0x90, 0x00]
            }
        }
        let answer = try channel.exchange(getData, within: .seconds(5))
        #expect(answer == ResponseAPDU(data: [1, 2, 3, 4, 5], statusWord: .success))
        #expect(
            channel.commands == [
                [0x00, 0xCB, 0x3F, 0xFF, 0x02, 0x5C, 0x00, 0x00], [0x00, 0xC0, 0, 0, 0x00], [0x00, 0xC0, 0, 0, 0x02],
            ]
        )
    }

    @Test func exactLengthIsUsedOnce() throws {
        let channel = RuledChannel { _, _ in [0x6C, 0x05] }
        let command = CommandAPDU(instructionClass: 0x80, instruction: 0xCA, expectedLength: 256)
        let answer = try channel.exchange(command, within: .seconds(5))
        #expect(answer.statusWord == .wrongExpectedLength(5))
        #expect(channel.commands == [[0x80, 0xCA, 0, 0, 0x00], [0x80, 0xCA, 0, 0, 0x05]])
    }

    @Test func exactLengthIsUsedForPartsToo() throws {
        let channel = RuledChannel { number, _ in
            switch number {
            case 1: [0x61, 0x10]
            case 2: [0x6C, 0x02]
            default: [7, 8, 0x90, 0x00]
            }
        }
        #expect(try channel.exchange(getData, within: .seconds(5)).data == [7, 8])
        #expect(channel.commands.last == [0x00, 0xC0, 0, 0, 0x02])
    }

    @Test(
        arguments: [
            (0x00, 0x00), (0x02, 0x02), (0x10, 0x00), (0x0C, 0x00), (0x80, 0x00), (0x83, 0x03), (0x41, 0x41),
            (0x6F, 0x4F), (0x52, 0x42), (0xC5, 0x45),
        ] as [(UInt8, UInt8)]
    )
    func fetchStaysOnTheLogicalChannel(_ sent: UInt8, _ fetched: UInt8) throws {
        let channel = RuledChannel { number, _ in number == 1 ? [0x61, 0x01] : [0x90, 0x00] }
        _ = try channel.exchange(CommandAPDU(instructionClass: sent, instruction: 0x01), within: .seconds(5))
        #expect(channel.commands.map(\.[0]) == [sent, fetched])
    }

    @Test func commandWithDataLosesItsLeOverT0() throws {
        let channel = RuledChannel(.t0) { _, _ in [0x90, 0x00] }
        _ = try channel.exchange(getData, within: .seconds(5))
        #expect(channel.commands == [[0x00, 0xCB, 0x3F, 0xFF, 0x02, 0x5C, 0x00]])
    }

    @Test func answerWithoutEndIsCutOff() {
        let channel = RuledChannel { _, _ in [0x61, 0x00] }
        #expect(throws: TransportError(.malformed, operation: "GET RESPONSE")) {
            try channel.exchange(getData, within: .seconds(30))
        }
        let flood = RuledChannel { _, _ in [UInt8](repeating: 0, count: 256) + [0x61, 0x00] }
        #expect(throws: TransportError(.malformed, operation: "GET RESPONSE")) {
            try flood.exchange(getData, within: .seconds(30))
        }
        #expect(flood.commands.count < 300)
    }

    @Test func limitIsForEverything() {
        let channel = RuledChannel { _, _ in
            let start = ContinuousClock.now
            while ContinuousClock.now - start < .milliseconds(20) {}
            return [0x61, 0x01]
        }
        #expect(throws: TransportError(.deadlineExceeded, operation: "transmit")) {
            try channel.exchange(getData, within: .milliseconds(50))
        }
        #expect(channel.commands.count < 5)
    }

    @Test(arguments: [[], [0x90]] as [[UInt8]])
    func answerWithoutStatusIsMalformed(_ answer: [UInt8]) {
        let channel = RuledChannel { _, _ in answer }
        #expect(throws: TransportError(.malformed, operation: "exchange")) {
            try channel.exchange(getData, within: .seconds(5))
        }
    }

    @Test func commandThatDoesNotFitIsNotSent() {
        let channel = RuledChannel { _, _ in [0x90, 0x00] }
        let long = CommandAPDU(instruction: 0xDB, data: [UInt8](repeating: 0, count: 256))
        #expect(throws: TransportError(.unsupported, operation: "exchange")) {
            try channel.exchange(long, within: .seconds(5))
        }
        #expect(channel.commands.isEmpty)
    }
}

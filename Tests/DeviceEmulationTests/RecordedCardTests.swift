import DeviceTransport
import Octets
import SoftwareCard
import Synchronization
import Testing
import WireRecording

@testable import DeviceEmulation

@Suite("Recorded card")
struct RecordedCardTests {
    private static let selectPIV = "00a4040009a0000003080000100000"
    private static let selectManager = "00a4040008a00000015100000000"
    private static let selectNobody = "00a4040005d27600008500"
    private static let tries = "00200080"

    @Test func answersInTheRecordedOrderAndInAnother() throws {
        let steps = [Self.selectManager, Self.selectNobody, Self.selectPIV, Self.tries]
        let recording = try CardRecording(model: .pivT1, steps: steps).make()
        for order in [steps, steps.reversed(), steps + steps] {
            let live = SoftwareCard()
            let card = try RecordedCard(recording)
            #expect(card.answerToReset == live.model.answerToReset)
            for step in order where step != Self.tries {
                let command = try Hex.decode(step)
                #expect(card.respond(to: command) == live.respond(to: command), "\(step)")
            }
        }
    }

    @Test func countersGoTheirRecordedWay() throws {
        let wrong = "0020008008393939393939ffff"
        let steps = [Self.selectPIV, Self.tries, wrong, Self.tries]
        let card = try RecordedCard(try CardRecording(model: .pivT1, steps: steps).make())
        let answers = try steps.map { card.respond(to: try Hex.decode($0)) }
        #expect(answers.dropFirst() == [[0x63, 0xC3], [0x63, 0xC2], [0x63, 0xC2]])
        // After the end of the recording the nearest answer stands.
        #expect(card.respond(to: try Hex.decode(Self.tries)) == [0x63, 0xC2])
    }

    /// What an application answers is no answer while another one is selected.
    @Test func theSelectionCounts() throws {
        let steps = [Self.selectPIV, Self.tries, Self.selectManager]
        let gaps = Mutex<[String]>([])
        let card = try RecordedCard(try CardRecording(model: .pivT1, steps: steps).make()) { gap in
            gaps.withLock { $0.append(gap.description) }
        }
        #expect(card.respond(to: try Hex.decode(Self.tries)) == [0x6F, 0x00])
        _ = card.respond(to: try Hex.decode(Self.selectPIV))
        #expect(card.respond(to: try Hex.decode(Self.tries)) == [0x63, 0xC3])
        card.reset(.warm)
        #expect(card.respond(to: try Hex.decode(Self.tries)) == [0x6F, 0x00])
        #expect(
            gaps.withLock(\.self)
                == Array(
                    repeating: "the recording holds no answer to 00200080 (VERIFY) before anything was selected",
                    count: 2
                )
        )
    }

    @Test(arguments: [256, 200, 1])
    func longAnswersComeInAnyPortions(_ portion: Int) throws {
        let fetch = "00c0000000"
        let steps = [Self.selectPIV, "00cb3fff055c035fc10a00", fetch, fetch]
        let recording = try CardRecording(model: .pivT1, steps: steps).make()
        let (card, live) = (try RecordedCard(recording), SoftwareCard())
        for step in steps.prefix(2) {
            _ = (card.respond(to: try Hex.decode(step)), live.respond(to: try Hex.decode(step)))
        }
        var (answer, expected): ([UInt8], [UInt8]) = ([0x61, 0x00], [0x61, 0x00])
        var count = 0
        while answer[answer.count - 2] == 0x61 {
            let command: [UInt8] = [0x00, 0xC0, 0x00, 0x00, UInt8(truncatingIfNeeded: portion)]
            answer = card.respond(to: command)
            expected = try #require(live.respond(to: command))
            // The content of data objects is not in a recording; how much of it there is, and what is said behind, is.
            #expect(answer.count == expected.count && answer.suffix(2) == expected.suffix(2))
            count += answer.count - 2
        }
        #expect(answer.suffix(2) == [0x90, 0x00] && count > 256)
    }

    @Test func anotherWishForLengthIsTheSameQuestion() throws {
        let steps = ["80ca9f7f2d", "80ca006600"]
        let card = try RecordedCard(try CardRecording(model: .plainT0, steps: steps).make())
        #expect(card.respond(to: try Hex.decode("80ca9f7f00")).count == 47)
        #expect(card.respond(to: try Hex.decode("80ca9f7f0000")) == [0x6F, 0x00])
        #expect(card.respond(to: try Hex.decode("80ca9f7e00")) == [0x6F, 0x00])
    }

    @Test func eachResetHasItsOwnAnswer() throws {
        let recording = try CardRecording(model: .pivT1, steps: ["warm", "cold"], faults: [.warmDiffersFromCold]).make()
        let card = try RecordedCard(recording)
        #expect(card.reset(.warm) == CardModel.pivT1.otherAnswerToReset)
        #expect(card.answerToReset == CardModel.pivT1.otherAnswerToReset)
        #expect(card.reset(.cold) == CardModel.pivT1.answerToReset)
    }

    @Test func aPINIsNeverSaid() throws {
        let gap = Mutex("")
        let card = try RecordedCard(try CardRecording(model: .pivT1, steps: [Self.selectPIV]).make()) { found in
            gap.withLock { $0 = found.description }
        }
        _ = card.respond(to: try Hex.decode("0020008008313233343536ffff"))
        #expect(gap.withLock(\.self).hasPrefix("the recording holds no answer to 00200080 and 9 bytes (VERIFY)"))
        _ = card.respond(to: try Hex.decode("8020008008313233343536ffff"))
        #expect(!gap.withLock(\.self).contains("313233"))
    }

    @Test func noCardIsAnError() throws {
        let recording = try CardRecording(model: .pivT1, steps: [], faults: [.unresponsiveToReset]).make()
        #expect(throws: TransportError(.noCard, operation: "emulate")) { try RecordedCard(recording) }
        #expect(throws: TransportError(.noSuchDevice, operation: "emulate")) {
            try RecordedCard(recording, channel: RecordedChannel(id: "card-2", kind: .smartCard))
        }
    }
}

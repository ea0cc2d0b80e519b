import Octets
import SoftwareCard
import Testing

@Suite("Faults of the software card")
struct CardFaultTests {
    /// A conversation in which every fault shows: commands, and a warm and a cold reset in between.
    private static let commands = [
        "00010000", "00a4040000", "00a4040008a000000151000000", ExchangeVector.selectPIV, "00200080",
        "0020008008393939393939ffff", "00200080",
        "00cb3fff055c035fc10900", "00cb3fff055c035fc10a00", "00c0000010", "00a404010400000000", "00ca00000000",
        "20cb3fff055c037e00", "00cb0000055c035fc10200", "00cb3fff0000055c035fc1020000", "10cb3fff035c035f",
        "00cb3fff02c10200",
    ]

    @Test(arguments: CardFault.examples)
    func spellingIsReadBack(_ fault: CardFault) {
        #expect(CardFault(fault.description) == fault)
    }

    @Test(arguments: ["", "mute:0", "mute:x", "removed", "slow:-1", "status:6d00", "status:16d00:9000", "byte-flip:1"])
    func otherWordsAreNone(_ text: String) {
        #expect(CardFault(text) == nil)
    }

    @Test func examplesLeaveNoSpellingOut() {
        let words = Set(CardFault.examples.map { $0.description.prefix { $0 != ":" } })
        #expect(words == Set(CardFault.spellings.map { $0.prefix { $0 != ":" } }))
    }

    /// A fault that showed nowhere would make whoever looks for it look well.
    @Test(arguments: CardFault.examples)
    func everyFaultShows(_ fault: CardFault) throws {
        guard fault != .slow(.milliseconds(20)) else { return }
        let isShown = try CardModel.all.contains { model in
            try conversation(model, [fault]) != conversation(model, [])
        }
        #expect(isShown)
    }

    @Test func slownessCosts() throws {
        let card = SoftwareCard(faults: [.slow(.milliseconds(20))])
        let began = ContinuousClock.now
        _ = card.respond(to: [0, 1, 0, 0])
        #expect(ContinuousClock.now - began >= .milliseconds(20))
    }

    @Test func faultsStrike() throws {
        let mute = SoftwareCard(faults: [.mute(fromCommand: 2)])
        #expect(mute.respond(to: [0, 1, 0, 0]) == [0x6D, 0x00])
        #expect(mute.respond(to: [0, 1, 0, 0]) == nil)
        #expect(mute.isPresent)

        let removed = SoftwareCard(faults: [.removed(duringCommand: 1)])
        #expect(removed.respond(to: [0, 1, 0, 0]) == nil)
        #expect(!removed.isPresent)

        #expect(SoftwareCard(faults: [.wrongLength]).respond(to: [0, 1, 0, 0]) == [0x6D])
        #expect(SoftwareCard(faults: [.unresponsiveToReset]).reset(.cold) == [])

        let moody = SoftwareCard(faults: [.warmDiffersFromCold])
        #expect(moody.reset(.warm) != moody.reset(.cold))
        #expect(moody.answerToReset == moody.model.answerToReset)
        let steady = SoftwareCard()
        #expect(steady.reset(.warm) == steady.reset(.cold))
    }

    @Test func emptyVerifyBlocksThePIN() throws {
        let card = SoftwareCard(faults: [.emptyVerifyCosts, .noCounter])
        _ = card.respond(to: try Hex.decode(ExchangeVector.selectPIV))
        let answers = (0..<4).map { _ in card.respond(to: [0x00, 0x20, 0x00, 0x80]) }
        #expect(answers == [[0x63, 0x00], [0x63, 0x00], [0x69, 0x83], [0x69, 0x83]])
        #expect(card.pinTriesLeft == 0)
    }

    @Test(arguments: SoftwareCard.ResetKind.allCases)
    func stateOutlivesAReset(_ kind: SoftwareCard.ResetKind) throws {
        let card = SoftwareCard(faults: [.resetKeepsState])
        for command in [ExchangeVector.selectPIV, "0020008008313233343536ffff"] {
            _ = card.respond(to: try Hex.decode(command))
        }
        card.reset(kind)
        #expect(card.respond(to: [0x00, 0x20, 0x00, 0x80]) == [0x90, 0x00])
    }

    private func conversation(_ model: CardModel, _ faults: Set<CardFault>) throws -> [[UInt8]?] {
        let card = SoftwareCard(model: model, faults: faults)
        var answers: [[UInt8]?] = [card.answerToReset]
        for command in Self.commands { answers.append(card.respond(to: try Hex.decode(command))) }
        for kind in SoftwareCard.ResetKind.allCases {
            answers += [card.reset(kind), card.respond(to: [0x00, 0x20, 0x00, 0x80])]
        }
        return answers
    }
}

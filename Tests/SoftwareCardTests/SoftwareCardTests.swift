import Octets
import SoftwareCard
import Testing

@Suite("Software card")
struct SoftwareCardTests {
    @Test(arguments: ExchangeVector.all)
    func answers(_ vector: ExchangeVector) throws {
        let card = SoftwareCard(model: vector.model)
        var answer: [UInt8]?
        for command in vector.commands { answer = card.respond(to: try Hex.decode(command)) }
        #expect(answer.map(Hex.encode) == vector.answer)
    }

    @Test(arguments: CardModel.all)
    func answerToResetIsWellFormed(of model: CardModel) throws {
        for bytes in [model.answerToReset, model.otherAnswerToReset] {
            let walk = try #require(ATRWalk(bytes))
            #expect(Set(walk.protocols) == Set(model.protocols.map { $0 == .t0 ? 0 : 1 }))
            #expect(walk.isComplete)
        }
        #expect(model.answerToReset != model.otherAnswerToReset)
    }

    @Test(arguments: [("5fc105", 256), ("5fc10a", 512), ("5fc10b", 2048)])
    func longObjectComesInPartsOrAtOnce(_ tag: String, _ minimum: Int) throws {
        let short = SoftwareCard(model: .pivT1)
        let inParts = try read(tag, from: short, partSize: 256)
        #expect(inParts.count > minimum)

        let extended = SoftwareCard(model: .pivT1)
        _ = extended.respond(to: try Hex.decode(ExchangeVector.selectPIV))
        let answer = try #require(extended.respond(to: try Hex.decode("00cb3fff0000055c03\(tag)0000")))
        #expect(answer == inParts + [0x90, 0x00])

        let slow = SoftwareCard(model: .pivT0)
        #expect(try read(tag, from: slow, partSize: 100) == inParts)
    }

    @Test func anyOtherCommandDropsWhatIsWaiting() throws {
        let card = SoftwareCard(model: .pivT0)
        #expect(card.respond(to: try Hex.decode(ExchangeVector.selectPIV)) == [0x61, 0x23])
        #expect(card.respond(to: [0x00, 0x20, 0x00, 0x80]) == [0x63, 0xC3])
        #expect(card.respond(to: [0x00, 0xC0, 0x00, 0x00, 0x00]) == [0x69, 0x85])
    }

    @Test func chainedDataActsAsOne() throws {
        let card = SoftwareCard(model: .pivT1)
        #expect(card.respond(to: try Hex.decode("10a4040004a0000003")) == [0x90, 0x00])
        let answer = try #require(card.respond(to: try Hex.decode("00a4040005080000100000")))
        #expect(answer.first == 0x61)
        #expect(answer.suffix(2) == [0x90, 0x00])
    }

    @Test func pinTriesRunOutAndComeBack() throws {
        let card = SoftwareCard(model: .pivT1)
        let right: [UInt8] = [0x00, 0x20, 0x00, 0x80, 0x08, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0xFF, 0xFF]
        let wrong = right.dropLast(8) + [UInt8](repeating: 0x30, count: 8)
        _ = card.respond(to: try Hex.decode(ExchangeVector.selectPIV))
        #expect(card.respond(to: Array(wrong)) == [0x63, 0xC2])
        #expect(card.respond(to: right) == [0x90, 0x00])
        #expect(card.pinTriesLeft == 3)
        #expect(card.respond(to: [0x00, 0x20, 0x00, 0x80]) == [0x90, 0x00])
        card.reset(.warm)
        _ = card.respond(to: try Hex.decode(ExchangeVector.selectPIV))
        #expect(card.respond(to: [0x00, 0x20, 0x00, 0x80]) == [0x63, 0xC3])
        let answers = (0..<4).map { _ in card.respond(to: Array(wrong)) }
        #expect(answers == [[0x63, 0xC2], [0x63, 0xC1], [0x69, 0x83], [0x69, 0x83]])
        #expect(card.respond(to: right) == [0x69, 0x83])
    }

    /// Every cut and every altered byte of a good command gets a status word and no trap.
    @Test(arguments: CardModel.all)
    func survivesDamagedCommands(on model: CardModel) throws {
        let commands = try [ExchangeVector.selectPIV, ExchangeVector.readCHUID, "00cb3fff0000055c035fc10b0000"]
            .map {
                try Hex.decode($0)
            }
        let card = SoftwareCard(model: model)
        for command in commands {
            for count in command.indices { try expectStatus(card.respond(to: Array(command.prefix(count)))) }
            for index in command.indices {
                for value in UInt8.min...UInt8.max {
                    var damaged = command
                    damaged[index] = value
                    try expectStatus(card.respond(to: damaged))
                }
            }
        }
        #expect(card.pinTriesLeft == model.pinTries)
    }

    @Test func chainWithoutEndIsCutOff() throws {
        let card = SoftwareCard(model: .pivT1)
        let link: [UInt8] = [0x10, 0xDB, 0x3F, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 255)
        let answers = (0..<300).map { _ in card.respond(to: link) }
        #expect(answers[0] == [0x90, 0x00])
        #expect(answers.contains([0x67, 0x00]))
    }

    private func expectStatus(_ answer: [UInt8]?) throws {
        let status = try #require(answer).suffix(2)
        #expect(
            status.count == 2 && [0x90, 0x61, 0x63, 0x67, 0x68, 0x69, 0x6A, 0x6C, 0x6D, 0x6E].contains(status.first)
        )
    }

    /// Fetches an object in parts, as a client on a short-length card must.
    private func read(_ tag: String, from card: SoftwareCard, partSize: Int) throws -> [UInt8] {
        _ = card.respond(to: try Hex.decode(ExchangeVector.selectPIV))
        var answer = try #require(card.respond(to: try Hex.decode("00cb3fff055c03\(tag)00")))
        var object: [UInt8] = []
        while answer[answer.count - 2] == 0x61 {
            object += answer.dropLast(2)
            let left = answer.last.map { $0 == 0 ? 256 : Int($0) } ?? 0
            answer = try #require(
                card.respond(to: [0x00, 0xC0, 0x00, 0x00, UInt8(truncatingIfNeeded: min(left, partSize))])
            )
        }
        #expect(answer.suffix(2) == [0x90, 0x00])
        return object + answer.dropLast(2)
    }
}

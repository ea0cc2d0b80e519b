import DeviceTransport
import Foundation
import ISO7816
import Octets
import Testing
import TransportTesting

@testable import CapabilityProbe

@Suite struct SmartCardProbeTests {
    static let refused: [UInt8] = [0x6A, 0x82]

    /// A card that knows some applications, told by the hexadecimal of their names.
    static func card(
        knowing applications: Set<String>,
        activeProtocol: CardProtocol = .t1,
        answerToReset: [UInt8] = [0x3B, 0x00],
        found: [UInt8] = [0x90, 0x00]
    ) -> ScriptedSmartCardChannel {
        let end: [UInt8] = activeProtocol == .t0 ? [] : [0]
        let names = ApplicationIdentifier.wellKnown.map(\.bytes) + [[0xF0] + Array("touchstone".utf8)]
        return ScriptedSmartCardChannel(
            answerToReset: answerToReset,
            activeProtocol: activeProtocol,
            names.map { name in
                let answer = applications.contains(Hex.encode(name)) ? found : refused
                return .exchange([0x00, 0xA4, 0x04, 0x00, UInt8(name.count)] + name + end, .success(answer))
            }
        )
    }

    static let piv = Hex.encode(ApplicationIdentifier.piv.bytes)

    @Test(arguments: [CardProtocol.t1, .t0])
    func selectsAndReadsNothing(_ activeProtocol: CardProtocol) throws {
        let card = Self.card(knowing: [Self.piv], activeProtocol: activeProtocol, found: [0x61, 0x10])
        let facts = try SmartCardProbe.run(channel: card, within: .seconds(1))
        #expect(card.isFinished)
        #expect(card.transmitted.allSatisfy { $0[1] == 0xA4 })
        #expect(facts.activeProtocol == activeProtocol.rawValue)
        #expect(facts.selections.count == ApplicationIdentifier.wellKnown.count + 1)
        #expect(facts.selections.filter(\.isSelected).map(\.application) == ["PIV"])
        #expect(facts.selections.first?.status == HexBytes([0x61, 0x10]))
        #expect(facts.selections.last?.application == nil)
        #expect(facts.selections.last?.status == HexBytes(Self.refused))
        #expect(!facts.selectsAnything)
        #expect(facts.hints.map(\.family) == ["PIV"])
        #expect(facts.hints.map(\.confidence) == [.observed])
    }

    @Test func believesNoCardThatTakesAnyName() throws {
        let names =
            ApplicationIdentifier.wellKnown.map { Hex.encode($0.bytes) } + [Hex.encode([0xF0] + "touchstone".utf8)]
        let facts = try SmartCardProbe.run(channel: Self.card(knowing: Set(names)), within: .seconds(1))
        #expect(facts.selectsAnything)
        #expect(facts.hints == [])
    }

    @Test func keepsAnAnswerWithoutStatusWord() throws {
        let facts = try SmartCardProbe.run(
            channel: Self.card(knowing: [Self.piv], found: [0x90]),
            within: .seconds(1)
        )
        #expect(facts.selections.first?.status == nil)
        #expect(facts.selections.first?.isSelected == false)
    }

    @Test func passesOnThatTheCardIsGone() {
        let gone = TransportError(.cardRemoved, operation: "SCardTransmit")
        let name = ApplicationIdentifier.piv.bytes
        let card = ScriptedSmartCardChannel([
            .exchange([0x00, 0xA4, 0x04, 0x00, UInt8(name.count)] + name + [0], .failure(gone))
        ])
        #expect(throws: gone) { try SmartCardProbe.run(channel: card, within: .seconds(1)) }
    }

    struct Guess: CustomTestStringConvertible, Sendable {
        let answerToReset: String
        let family: String?
        let series: [String]
        var testDescription: String { answerToReset }
    }

    @Test(
        arguments: [
            Guess(answerToReset: "3b6a00ff4a434f50343156323231", family: "NXP JCOP 41", series: ["5", "6"]),
            Guess(answerToReset: "3bf91800008131fe454a434f503431563232af", family: "NXP JCOP 41", series: ["5", "6"]),
            Guess(answerToReset: "3ba70040188065a208010152", family: "Gemplus GPK", series: ["4"]),
            Guess(answerToReset: "3ba70040188065a209010352", family: "Gemplus GPK", series: ["4"]),
            Guess(
                answerToReset: "3bdb180080b1fe451f830031c064c7fc10000190 00fa",
                family: "Oberthur ID-One Cosmo V7",
                series: ["8"]
            ),
            Guess(
                answerToReset: "3bdd18008131fe4580f9a0000000770100700a90008b",
                family: "Oberthur AuthentIC 3.2",
                series: ["8"]
            ),
            Guess(
                answerToReset: "3bd6970081b1fe451f878031c152411a2b",
                family: "IDEMIA ID-One PIV on Cosmo V8",
                series: ["9", "10"]
            ),
            // The same chip maker, other issuers: an Italian and an American card.
            Guess(answerToReset: "3bff1800008131fe45006b11050700012101434e53103180 4a", family: nil, series: []),
            Guess(answerToReset: "3bd8180080b1fe451f078031c1640806920fd5", family: nil, series: []),
            Guess(answerToReset: "3b00", family: nil, series: []),
            Guess(answerToReset: "", family: nil, series: []),
        ]
    )
    func guessesFromTheAnswerToResetAndSaysSo(_ guess: Guess) throws {
        let bytes = try Hex.decode(guess.answerToReset.filter { $0 != " " })
        let facts = try SmartCardProbe.run(channel: Self.card(knowing: [], answerToReset: bytes), within: .seconds(1))
        #expect(facts.hints.first?.family == guess.family)
        #expect(facts.hints.first?.possibleSeries ?? [] == guess.series)
        #expect(facts.hints.allSatisfy { $0.confidence != .observed && !$0.source.isEmpty })
        let json = String(decoding: try JSONEncoder().encode(facts), as: UTF8.self)
        #expect(!json.contains("NHS"))
    }

    @Test func decodesTheAnswerToReset() {
        let facts = AnswerToResetFacts([0x3B, 0x6A, 0x00, 0xFF] + Array("JCOP41V221".utf8))
        #expect(facts.protocols == ["T=0"])
        #expect(facts.historicalText == "JCOP41V221")
        #expect(facts.looksContactless == false)
        #expect(facts.problems == [])
        let broken = AnswerToResetFacts([0x3B, 0x6A])
        #expect(broken.unreadable?.isEmpty == false)
        #expect(broken.protocols == nil)
    }
}

import FixtureSupport
import Foundation
import Octets
import SoftwareCard
import Testing

/// The software card beside cards that nobody here wrote, question by question.
@Suite("Foreign cards", .enabled(if: SharedData.folder != nil, "../shared/data is not there"))
struct ForeignCardTests {
    /// One scenario, and what the software card answers otherwise: by the number of the question, with the reason.
    struct Scenario: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let model: CardModel
        let differences: [Int: String]

        static let all = [
            Scenario(
                "canokey-card/03-read-certs",
                .pivT1,
                [
                    6: "ours has a certificate in 9E, theirs was never given one",
                    9: "an instruction of Yubico's",
                    10: "authorisation is looked at before lengths are",
                    11: "an instruction that nobody has defined: SP 800-73-4 knows no right to it either",
                ]
            ),
            Scenario(
                "piv/03-read-certs",
                .pivBoth,
                [
                    6: "ours has a certificate in 9E, theirs was never given one",
                    8: "an instruction of Yubico's",
                ]
            ),
            Scenario("canokey-card/05-wrong-pin", .pivT1, [8: "nobody has the private keys of our certificates"]),
            Scenario("piv/05-wrong-pin", .pivBoth, [8: "nobody has the private keys of our certificates"]),
            Scenario(
                "canokey-card/06-reset",
                .pivT1,
                [
                    3:
                        "theirs keeps PIV selected and the PIN verified over a warm reset, against SP 800-73-4 part 2, 3.1.1; "
                        + "that is the fault reset-keeps-state"
                ]
            ),
            Scenario(
                "piv/06-reset",
                .pivBoth,
                [
                    3:
                        "theirs selects nothing after a reset and allows no command, ours its card manager, which knows no VERIFY"
                ]
            ),
        ]

        init(_ name: String, _ model: CardModel, _ differences: [Int: String]) {
            testDescription = name
            self.model = model
            self.differences = differences
        }
    }

    private struct Call: Decodable {
        let op: String
        let tx: String?
        let rx: String?
        let `init`: String?
    }

    /// What can be the same on two cards: the first byte of the answer, whether it came in parts, and the last status.
    private struct Shape: Hashable {
        var first: UInt8?
        var isInParts = false
        var status: [UInt8] = []

        mutating func add(_ answer: [UInt8]) {
            if answer.count > 2, first == nil { first = answer.first }
            if answer.suffix(2).first == 0x61 { isInParts = true }
            status = answer.suffix(2)
        }
    }

    @Test(arguments: Scenario.all)
    func answersAlike(_ scenario: Scenario) throws {
        let file = "traces/pcsc/\(scenario.testDescription).jsonl"
        let lines = try #require(try SharedData.bytes(file)).split(separator: 0x0A)
        let calls = try lines.map { try JSONDecoder().decode(Call.self, from: Data($0)) }
        let card = SoftwareCard(model: scenario.model)
        var (theirs, ours): ([Shape], [Shape]) = ([], [])
        for call in calls {
            if call.op == "reset" { card.reset(call.`init` == "unpower" ? .cold : .warm) }
            guard call.op == "transmit", let command = try call.tx.map(Hex.decode),
                let answer = try call.rx.map(Hex.decode)
            else { continue }
            let isFetching = command.count == 5 && command[1] == 0xC0
            if !isFetching {
                theirs.append(Shape())
                ours.append(Self.ask(card, command))
            }
            theirs[theirs.count - 1].add(answer)
        }
        let differences = Set(theirs.indices.filter { theirs[$0] != ours[$0] })
        #expect(differences == Set(scenario.differences.keys), "\(zip(theirs, ours).enumerated().map { "\($0)" })")
        #expect(theirs.count > 6)
    }

    /// The whole answer, whatever portions it comes in.
    private static func ask(_ card: SoftwareCard, _ command: [UInt8]) -> Shape {
        var shape = Shape()
        var answer = card.respond(to: command) ?? []
        shape.add(answer)
        while answer.suffix(2).first == 0x61 {
            answer = card.respond(to: [0x00, 0xC0, 0x00, 0x00, 0x00]) ?? []
            shape.add(answer)
        }
        return shape
    }
}

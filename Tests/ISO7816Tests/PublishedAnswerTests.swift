import FixtureSupport
import Foundation
import ISO7816
import Octets
import Testing

@Suite(.enabled(if: SharedData.folder != nil, "no reference data beside the checkout"))
struct PublishedAnswerTests {
    private struct Listed: Decodable { let atr: String }

    private func listed(in file: String) throws -> Set<String> {
        let bytes = try #require(try SharedData.bytes(file))
        let rows = try JSONDecoder().decode([Listed].self, from: Data(bytes))
        // Some stand for families of cards, with dots or brackets for what varies.
        return Set(rows.map { $0.atr.replacing(" ", with: "").lowercased() }.filter { (try? Hex.decode($0)) != nil })
    }

    private func isSound(_ hex: String) throws -> Bool {
        guard let atr = try? AnswerToReset(parsing: Hex.decode(hex)) else { return false }
        return atr.checkByte == .absent || atr.checkByte == .correct
    }

    @Test func tellsSoundAnswersFromMistypedOnes() throws {
        let all = try listed(in: "pcsc/smartcard_list.parsed.json")
        let mistyped = try listed(in: "vectors/atr/smartcard_list-invalid-atrs.json")
        #expect(all.count > 4000)
        #expect(mistyped.count > 50)
        for hex in all.union(mistyped) {
            #expect(try isSound(hex) == !mistyped.contains(hex), "\(hex)")
        }
    }

    @Test func agreesWithTheTableOfCandidateCards() throws {
        let bytes = try #require(try SharedData.bytes("domain/nhs-atrs.csv"))
        let rows = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { Self.fields(of: String($0)) }
        let header = try #require(rows.first)
        #expect(rows.count > 10)
        for fields in rows.dropFirst() {
            let row = Dictionary(zip(header, fields)) { first, _ in first }
            let atr = try AnswerToReset(parsing: Hex.decode(try #require(row["atr"]).replacing(" ", with: "")))
            let announced = atr.offeredProtocols + (atr.groups.contains { $0.announcedProtocol == 15 } ? [15] : [])
            #expect(announced.map { "T=\($0)" }.joined(separator: "+") == row["protocols"])
            #expect((atr.specificMode != nil ? "True" : "False") == row["specific_mode_TA2"])
            #expect((atr.fi.map(String.init) ?? "") == row["Fi"])
            #expect((atr.di.map(String.init) ?? "") == row["Di"])
            #expect(Hex.encode(atr.historicalBytes) == row["historical_hex"])
            #expect((atr.checkByte == .absent ? "False" : "True") == row["tck_required"])
            #expect(atr.problems.isEmpty)
        }
    }

    /// The fields of one line of CSV, quotes taken off.
    private static func fields(of line: String) -> [String] {
        var fields: [String] = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}

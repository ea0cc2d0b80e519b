import SupportMatrix
import Testing

@Suite("showing an edition")
struct ShowingTests {
    @Test
    func textFitsEightyColumns() throws {
        let text = try Edition.newestBuiltIn().rendered(as: .text)
        let tooLong = text.split(separator: "\n").filter { $0.count > 80 }
        #expect(tooLong.isEmpty)
        #expect(text.contains("Windows 8.1"))
    }

    @Test
    func everyFormatHasEveryCell() throws {
        let edition = try Edition.newestBuiltIn()
        let csv = edition.rendered(as: .csv).split(separator: "\r\n")
        // A head, two tables of statuses, authenticators with two columns, rules with three.
        #expect(csv.count == 1 + 9 * 3 + 9 * 6 + 6 * 2 + edition.rules.count * 3)
        #expect(csv.contains("wes-2024-12-20,browsers,Spine National Care Records Service (NCRS),Safari,Supported"))
        let markdown = edition.rendered(as: .markdown)
        #expect(markdown.contains("| SUS | Recommended | Supported | Retired |"))
        let json = edition.rendered(as: .json)
        #expect(
            json.contains(
                "\"ncrs\": [\"recommended\", \"recommended\", \"retired\", \"retired\", \"retired\", \"supported\"]"
            )
        )
    }
}

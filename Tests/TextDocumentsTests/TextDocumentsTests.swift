import Testing
import TextDocuments

struct TextDocumentsTests {
    @Test
    func jsonTextIsEscaped() {
        let node = JSONNode.keys(["a\"b": .string("line\nbreak \u{1}\\"), "empty": .array([]), "none": .null])
        #expect(
            node.rendered() == "{\n  \"a\\\"b\": \"line\\nbreak \\u0001\\\\\",\n  \"empty\": [],\n  \"none\": null\n}"
        )
    }

    @Test
    func csvQuotesWhatHasToBe() {
        #expect(CSVText.line(["a", "b,c", "d\"e", "f\ng"]) == "a,\"b,c\",\"d\"\"e\",\"f\ng\"\r\n")
    }

    @Test
    func tableBreaksCellsBetweenWords() {
        let table = TextTable(header: ["A", "B"], rows: [["x", "one two three four"]], width: 14)
        #expect(table.lines() == ["A  B", "-  -----------", "x  one two", "   three four"])
    }

    @Test
    func listingHasNoRuleAndLetsLinesStandAcross() {
        var table = TextTable(header: ["#", "NAME"], width: .max, hasRule: false)
        table.add("1", "a name with several words")
        table.add(line: "   a line that is longer than any of the columns above")
        #expect(
            table.lines() == [
                "#  NAME", "1  a name with several words", "   a line that is longer than any of the columns above",
            ]
        )
    }
}

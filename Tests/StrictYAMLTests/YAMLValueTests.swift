import StrictYAML
import Testing
import Vocabulary

@Suite struct YAMLValueTests {
    private enum Key: String, CaseIterable {
        case name, version, date, count, flag, colour, items, id, table
    }

    private enum Colour: String, CaseIterable {
        case red, green, blue
    }

    private struct Thing: Equatable {
        var name: String?
        var version: Version?
        var date: CalendarDate?
        var count: Int?
        var flag: Bool?
        var colour: Colour?
        var items: [String]?
        var id: String?
        var table: [String]?
    }

    private func read(_ text: String) throws -> Thing {
        try YAMLDocument(text: text, file: "f")
            .read { root in
                guard let mapping = root.mapping(Key.self) else { return nil }
                let table = mapping[.table]?.entries()
                return Thing(
                    name: mapping.required(.name)?.string()?.value,
                    version: mapping[.version]?.version()?.value,
                    date: mapping[.date]?.date()?.value,
                    count: mapping[.count]?.integer(in: 1...10)?.value,
                    flag: mapping[.flag]?.boolean()?.value,
                    colour: mapping[.colour]?.word(Colour.self)?.value,
                    items: mapping[.items]?.list(nonEmpty: true) { $0.string()?.value },
                    id: mapping[.id]?.identifier()?.value,
                    table: table?.compactMap { $0.value.string()?.value }
                )
            }
    }

    @Test func reads() throws {
        let thing = try read(
            "name: 10.0\nversion: 10.0\ndate: 2024-12-20\ncount: 3\nflag: false\ncolour: green\nitems: [no, 1e3]\n"
                + "id: e-rs-professional\ntable: {x: 1, y: z}\n"
        )
        let expected = Thing(
            name: "10.0",
            version: Version("10.0"),
            date: CalendarDate("2024-12-20"),
            count: 3,
            flag: false,
            colour: .green,
            items: ["no", "1e3"],
            id: "e-rs-professional",
            table: ["1", "z"]
        )
        #expect(thing == expected)
    }

    @Test func keepsAbsenceApartFromEverythingElse() throws {
        #expect(try read("name: x\n") == Thing(name: "x"))
    }

    @Test func knowsWhereAValueStood() throws {
        let place = try YAMLDocument(text: "name: x\nversion:\n  '4.1'\n", file: "f")
            .read { root in
                root.mapping(Key.self)?[.version]?.version()
            }
        #expect(place.position == YAMLPosition(line: 3, column: 3))
        #expect(place.map(\.major) == Located(4, at: .start))
    }

    @Test(arguments: [
        ("- x\n", ["f:1:1: the document must be a mapping of keys, not a list"]),
        ("x\n", ["f:1:1: the document must be a mapping of keys, not \"x\""]),
        (
            "nam: x\n",
            ["f:1:1: unknown key \"nam\" (did you mean \"name\"?)", "f:1:1: the document lacks the key \"name\""]
        ),
        ("name: x\nitems:\n", ["f:2:7: items is empty: give a value or remove the line"]),
        ("name:\n", ["f:1:6: name is empty: give a value or remove the line"]),
        ("name: [x]\n", ["f:1:7: name must be text, not a list"]),
        ("name: ' '\n", ["f:1:7: name must not be empty text"]),
        (
            "name: x\nversion: 24H2\n",
            ["f:2:10: version must be a version number such as 4.1 or 138.0.3351.83, not \"24H2\""]
        ),
        (
            "name: x\nversion: 1e3\n",
            ["f:2:10: version must be a version number such as 4.1 or 138.0.3351.83, not \"1e3\""]
        ),
        ("name: x\ndate: 2024-02-30\n", ["f:2:7: date must be a date such as 2024-12-20, not \"2024-02-30\""]),
        ("name: x\ncount: 11\n", ["f:2:8: count must be a whole number from 1 to 10, not \"11\""]),
        ("name: x\ncount: '3'\n", ["f:2:8: count must be a whole number from 1 to 10, not \"3\""]),
        (
            "name: x\ncount: 99999999999999999999\n",
            ["f:2:8: count must be a whole number from 1 to 10, not \"99999999999999999999\""]
        ),
        ("name: x\nflag: yes\n", ["f:2:7: flag must be true or false, not \"yes\" (did you mean \"true\"?)"]),
        ("name: x\nflag: \"true\"\n", ["f:2:7: flag must be true or false, not \"true\" (did you mean \"true\"?)"]),
        (
            "name: x\ncolour: gren\n",
            ["f:2:9: colour cannot be \"gren\": one of red, green, blue (did you mean \"green\"?)"]
        ),
        ("name: x\ncolour: mauve\n", ["f:2:9: colour cannot be \"mauve\": one of red, green, blue"]),
        ("name: x\ncolour: {red: 1}\n", ["f:2:9: colour must be one word, not a mapping of keys"]),
        ("name: x\nitems: []\n", ["f:2:8: items must not be empty"]),
        (
            "name: x\nitems: [a, [b], ~]\n",
            ["f:2:12: items[1] must be text, not a list", "f:2:17: items[2] is empty: give a value or remove the line"]
        ),
        ("name: x\nitems: {a: b}\n", ["f:2:8: items must be a list, not a mapping of keys"]),
        (
            "name: x\nid: E-RS\n",
            [
                "f:2:5: id must be a name of lower-case letters, digits and hyphens, not \"E-RS\" (did you mean \"e-rs\"?)"
            ]
        ),
        (
            "name: x\nid: a--b\n",
            ["f:2:5: id must be a name of lower-case letters, digits and hyphens, not \"a--b\" (did you mean \"a-b\"?)"]
        ),
        ("name: x\ntable: {y: }\n", ["f:2:12: table.y is empty: give a value or remove the line"]),
        ("name: x\n\"\\e[31m\": 1\n", ["f:2:1: unknown key \"\\u{1b}[31m\""]),
    ])
    func reports(text: String, expected: [String]) {
        let problems = #expect(throws: YAMLProblems.self) { try read(text) }
        #expect(problems?.problems.map(\.description) == expected)
    }

    @Test func reportsEverythingAtOnceInTheOrderOfTheLines() {
        let problems = #expect(throws: YAMLProblems.self) {
            try read("versoin: 1\nflag: maybe\ncount: x\ndate: y\n")
        }
        #expect(problems?.problems.map(\.line) == [1, 1, 2, 3, 4])
        #expect(problems?.problems.map(\.path) == ["versoin", "", "flag", "count", "date"])
    }

    @Test func reportsRepetitionsAndNeverPassesInSilence() {
        let repeated = #expect(throws: YAMLProblems.self) {
            try YAMLDocument(text: "- a\n- b\n- a\n", file: "f")
                .read { root in
                    let items = root.list { $0.string() }
                    root.reportRepetitions(of: items ?? [], as: "item")
                    return items
                }
        }
        #expect(repeated?.problems.map(\.description) == ["f:3:3: the item \"a\" is given twice, first on line 1"])
        let silent = #expect(throws: YAMLProblems.self) {
            try YAMLDocument(text: "a: 1\n", file: "f").read { _ -> Int? in nil }
        }
        #expect(silent?.problems.map(\.description) == ["f:1:1: the document could not be read"])
    }

    @Test func stopsListingUnknownKeysAtTheLimit() {
        let text = "name: x\n" + (0..<5_000).map { "k\($0): 1\n" }.joined()
        let problems = #expect(throws: YAMLProblems.self) { try read(text) }
        #expect(problems?.problems.count == YAMLProblems.limit)
        #expect(problems?.omitted == 4_900)
    }
}

import StrictYAML
import Testing

@Suite struct RenderingTests {
    private static let trees: [YAMLTree] = [
        .keys([("a", .text("plain words")), ("b", .bare(12)), ("c", .bare(true))]),
        .keys([("empty list", .list([])), ("empty keys", .keys([])), ("nothing", .null)]),
        .list([
            .list([.list([.text("x"), .text("y")]), .text("z")]),
            .keys([("k", .list([.keys([("l", .text("m")), ("n", .null)])]))]),
        ]),
        .list(
            [
                "", " ", "a ", "no", "24H2", "10.0", "# x", "a: b", "- c", "\"q\"", "back\\slash", "two\nlines\r\n",
                "\t", "é", "\u{7F}", "\u{2028}", "*a", "&b", "!c", "%d", "@e", "~", "null", "<<",
            ]
            .map { .text($0) }
        ),
        .keys([("24H2", .text("key")), ("a: b", .text("key")), ("\u{1}", .text("key"))]),
        .text("alone"),
    ]

    @Test(arguments: trees)
    func readsBackEqual(tree: YAMLTree) throws {
        let text = tree.rendered()
        #expect(try YAMLDocument(text: text, file: "f").root.value == tree, "\(text)")
    }

    @Test func rendersInBlockStyle() {
        let tree = YAMLTree.keys([
            ("os", .keys([("display-version", .text("24H2")), ("s-mode", .bare(false))])),
            ("browsers", .list([.keys([("product", .text("edge")), ("extensions", .list([]))]), .text("chrome")])),
        ])
        #expect(
            tree.rendered() == """
                os:
                  display-version: "24H2"
                  s-mode: false
                browsers:
                  - product: edge
                    extensions: []
                  - chrome

                """
        )
    }
}

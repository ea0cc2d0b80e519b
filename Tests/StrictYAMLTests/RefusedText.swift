import Testing

/// A text that is not plain YAML, and all that is said about it.
struct RefusedText: CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let faults: [String]

    var testDescription: String { name }

    init(_ name: String, _ bytes: [UInt8], _ faults: String...) {
        self.name = name
        self.bytes = bytes
        self.faults = faults
    }

    init(_ name: String, _ text: String, _ faults: String...) {
        self.name = name
        bytes = Array(text.utf8)
        self.faults = faults
    }

    static let noAnchors = "anchors and aliases are not allowed: write the value where it is used"

    static let all: [Self] = [
        Self("nothing", "", "f:1:1: the file is empty"),
        Self("white space", "\n\n", "f:1:1: the file is empty"),
        Self("a comment only", "# to be written\n", "f:1:1: the file is empty"),
        Self("a document mark only", "---\n", "f:2:1: the file is empty"),
        Self("two documents", "a: 1\n---\nb: 2\n", "f:2:1: the file holds more than one document"),
        Self(
            "tabs that indent",
            "a:\n\tb: 1\n \tc: 2\n",
            "f:2:1: a tab indents this line: use spaces",
            "f:3:2: a tab indents this line: use spaces"
        ),
        Self(
            "a bell",
            "a: \u{07}x\nb: \u{2028}\n",
            "f:1:4: the character U+7 is not allowed here",
            "f:2:4: the character U+2028 is not allowed here"
        ),
        Self("Latin-1", Array("a: caf".utf8) + [0xE9, 0x0A], "f:1:7: the bytes here are not UTF-8"),
        Self("a cut character", Array("a: 1\nb: ".utf8) + [0xE2, 0x82], "f:2:4: the bytes here are not UTF-8"),
        Self("UTF-16", [0xFF, 0xFE, 0x61, 0x00], "f:1:1: the file is UTF-16: save it as UTF-8"),
        Self("an anchor", "a: &x 1\nb: *x\n", "f:1:4: \(noAnchors)"),
        Self("an anchor on a mapping", "a: &x\n  b: 1\n", "f:1:4: \(noAnchors)"),
        Self("an anchor on a key", "&x a: 1\n", "f:1:1: \(noAnchors)"),
        Self("an alias to nothing", "a: *x\n", "f:1:4: \(noAnchors)"),
        Self(
            "a merge key",
            "a:\n  <<: {b: 1}\n",
            "f:2:3: merge keys (<<) are not allowed: write the keys where they are used"
        ),
        Self("a tag", "a: !secret x\n", "f:1:4: tags (!secret) are not allowed: values mean what they say"),
        Self(
            "a core tag",
            "a: !!str x\n",
            "f:1:4: tags (tag:yaml.org,2002:str) are not allowed: values mean what they say"
        ),
        Self(
            "a tag on a list",
            "a: !!set [x]\n",
            "f:1:4: tags (tag:yaml.org,2002:set) are not allowed: values mean what they say"
        ),
        Self("a list as a key", "? [a]\n: 1\n", "f:1:3: a key must be text"),
        Self("an empty key", "a:\n  '': 1\n", "f:2:3: a key must not be empty"),
        Self("a key twice", "a: 1\nb: 2\na: 3\n", "f:3:1: the key \"a\" is given twice, first on line 1"),
        Self(
            "a key three times",
            "a: 1\na: 2\n'a': 3\n",
            "f:2:1: the key \"a\" is given twice, first on line 1",
            "f:3:1: the key \"a\" is given twice, first on line 1"
        ),
        Self(
            "keys twice in two mappings",
            "a:\n  b: 1\n  \"b\": 2\nc:\n  d: &x 1\n  d: 2\n",
            "f:3:3: the key \"b\" is given twice, first on line 2",
            "f:5:6: \(noAnchors)",
            "f:6:3: the key \"d\" is given twice, first on line 5"
        ),
        Self("a key twice that cannot be hidden", "\"\\x61\": 1\na: 2\n", "f:1:1: the key \"a\" is given twice"),
        Self(
            "a colon in plain text",
            "a: b: c\n",
            "f:1:5: a colon is not allowed here: put text that holds a colon in quotes, or mend the indentation"
        ),
        Self(
            "wrong indentation",
            "a:\n  b: 1\n c: 2\n",
            "f:3:2: not valid YAML: did not find expected key while parsing a block mapping"
        ),
        Self("an at sign", "a: @b\n", "f:1:4: a value must not begin with this character: put it in quotes"),
        Self(
            "an open list",
            "a: [b\n",
            "f:2:1: not valid YAML: did not find expected ',' or ']' while parsing a flow sequence"
        ),
        Self(
            "an open quote",
            "a: \"b\n",
            "f:2:1: not valid YAML: found unexpected end of stream while scanning a quoted scalar"
        ),
    ]
}

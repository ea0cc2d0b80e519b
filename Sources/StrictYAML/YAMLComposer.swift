import Yams

/// Makes a tree of a text through the YAML parser, and says where what it refuses stands.
struct YAMLComposer {
    static let noAnchors = "anchors and aliases are not allowed: write the value where it is used"

    private static let workLimit = 4 << 20

    private let text: YAMLText
    private var problems: [YAMLProblem] = []
    private var hidden = HiddenKeys()

    init(text: YAMLText) {
        self.text = text
    }

    /// - Throws: the fault of the syntax, or everything that is not plain YAML.
    mutating func compose() throws(YAMLProblems) -> Located<YAMLTree> {
        var source = text.text
        // A key that is given twice makes the parser give up. Its first occurrence is hidden from the parser and the text
        // composed again, so that one such key does not keep every other fault of the file from being seen. How often is
        // bounded by the work that it costs.
        var rounds = min(32, Self.workLimit / max(1, source.utf8.count))
        while true {
            do {
                // The nodes know their anchors only as long as the parser lives.
                let parser = try Parser(yaml: source, resolver: .basic, encoding: .utf8)
                let root = try parser.singleRoot()
                return try withExtendedLifetime(parser) { () throws(YAMLProblems) in try finish(root) }
            } catch let problems as YAMLProblems {
                throw problems
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                let position = YAMLPosition(line: context.mark.line, column: context.mark.column)
                guard rounds > 0, let name = names.first, let rest = hidden.hide(name, at: position, in: source) else {
                    let known = hidden.keys + names.prefix(1).map { Located($0, at: position) }
                    for key in known { report("the key \"\(key.value.excerpt)\" is given twice", at: key.position) }
                    throw YAMLProblems(problems)
                }
                rounds -= 1
                source = rest
            } catch {
                throw YAMLProblems(problems + [SyntaxFault(error, file: text.file).problem])
            }
        }
    }

    private mutating func finish(_ root: Node?) throws(YAMLProblems) -> Located<YAMLTree> {
        guard let root else {
            report("the file is empty", at: .start)
            throw YAMLProblems(problems)
        }
        let tree = tree(of: root, depth: 0)
        if problems.isEmpty, tree.value == .null { report("the file is empty", at: tree.position) }
        guard problems.isEmpty else { throw YAMLProblems(problems) }
        return tree
    }

    private mutating func tree(of node: Node, depth: Int) -> Located<YAMLTree> {
        let position = position(of: node)
        guard depth < YAMLDocument.depthLimit else {
            report("the nesting is deeper than \(YAMLDocument.depthLimit) levels", at: position)
            return Located(.null, at: position)
        }
        if node.anchor != nil { report(Self.noAnchors, at: position) }
        switch node {
        case .scalar(let scalar):
            return Located(reading(scalar, at: position), at: position)
        case .sequence(let sequence):
            refuseTag(sequence.tag, unless: .implicit, at: position)
            return Located(.sequence(sequence.map { tree(of: $0, depth: depth + 1) }), at: position)
        case .mapping(let mapping):
            refuseTag(mapping.tag, unless: .implicit, at: position)
            return Located(.mapping(members(of: mapping, depth: depth)), at: position)
        case .alias:
            report(Self.noAnchors, at: position)
            return Located(.null, at: position)
        }
    }

    private mutating func members(of mapping: Node.Mapping, depth: Int) -> [YAMLMember] {
        var members: [YAMLMember] = []
        var firstLines: [String: Int] = [:]
        for (key, value) in mapping {
            let position = position(of: key)
            guard case .scalar(let scalar) = key else {
                report("a key must be text", at: position)
                continue
            }
            if key.anchor != nil { report(Self.noAnchors, at: position) }
            // Comparing keys resolves their tags, so a key has the tag of text even where none was written.
            refuseTag(scalar.tag, unless: .implicit, .str, at: position)
            let name = hidden[position] ?? scalar.string
            if name.isEmpty { report("a key must not be empty", at: position) }
            if name == "<<", scalar.style == .plain {
                report("merge keys (<<) are not allowed: write the keys where they are used", at: position)
            }
            if let line = firstLines[name] {
                report("the key \"\(name.excerpt)\" is given twice, first on line \(line)", at: position)
                continue
            }
            firstLines[name] = position.line
            let value = tree(of: value, depth: depth + 1)
            members.append(YAMLMember(key: Located(name, at: position), value: value))
        }
        return members
    }

    private mutating func reading(_ scalar: Node.Scalar, at position: YAMLPosition) -> YAMLTree {
        let isQuoted = scalar.style != .plain
        refuseTag(scalar.tag, unless: isQuoted ? .str : .implicit, at: position)
        if !isQuoted, ["", "~", "null", "Null", "NULL"].contains(scalar.string) { return .null }
        return .scalar(YAMLScalar(scalar.string, isQuoted: isQuoted))
    }

    private mutating func refuseTag(_ tag: Tag, unless expected: Tag.Name..., at position: YAMLPosition) {
        if !expected.contains(where: { $0.rawValue == tag.rawValue }) {
            report("tags (\(tag.rawValue.excerpt)) are not allowed: values mean what they say", at: position)
        }
    }

    private func position(of node: Node) -> YAMLPosition {
        node.mark.map { YAMLPosition(line: $0.line, column: $0.column) } ?? .start
    }

    private mutating func report(_ message: String, at position: YAMLPosition) {
        problems.append(YAMLProblem(file: text.file, position: position, message: message))
    }
}

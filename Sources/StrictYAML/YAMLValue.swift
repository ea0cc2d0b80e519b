/// A value on its way from text to meaning: where it stands, and where to complain about it.
///
/// Each reading gives a value or reports and gives nothing. So a decoder reads everything it can, and the faults come out
/// together.
package struct YAMLValue {
    package let tree: YAMLTree
    package let position: YAMLPosition
    /// The keys that lead here, such as `browsers[0].version`.
    package let path: String
    let reader: YAMLReader

    init(_ node: Located<YAMLTree>, path: String, reader: YAMLReader) {
        tree = node.value
        position = node.position
        self.path = path
        self.reader = reader
    }

    /// The text of a scalar without judging it, for choosing between two shapes of a value.
    package var plainText: String? {
        guard case .scalar(let scalar) = tree else { return nil }
        return scalar.text
    }

    /// Reports a fault of this value.
    package func report(_ message: String, suggestion: @autoclosure () -> String? = nil) {
        reader.report(message, at: position, path: path, suggestion: suggestion())
    }

    /// Reports a fault of something inside this value.
    package func report(_ message: String, at position: YAMLPosition, suggestion: @autoclosure () -> String? = nil) {
        reader.report(message, at: position, path: path, suggestion: suggestion())
    }

    /// Reports that the value is of another kind than was wanted.
    func mismatch(_ expected: String) {
        report("\(subject) must be \(expected), not \(tree.kind)")
    }

    /// What to call the value in a message.
    var subject: String { path.isEmpty ? "the document" : path.excerpt }
}

extension YAMLValue {
    /// The elements of a list.
    ///
    /// An empty list is a statement ("there are none"), so it is allowed unless the caller says that one is needed.
    package func list(nonEmpty: Bool = false) -> [YAMLValue]? {
        guard case .sequence(let elements) = tree else {
            mismatch("a list")
            return nil
        }
        if nonEmpty, elements.isEmpty {
            report("\(subject) must not be empty")
            return nil
        }
        return elements.enumerated()
            .compactMap { index, element in
                let value = YAMLValue(element, path: "\(path)[\(index)]", reader: reader)
                guard element.value != .null else {
                    value.report("\(value.subject) is empty: give a value or remove the line")
                    return nil
                }
                return value
            }
    }

    /// The elements of a list, each read by the closure; what it could not read is left out and has been reported.
    package func list<Element>(nonEmpty: Bool = false, of read: (YAMLValue) -> Element?) -> [Element]? {
        list(nonEmpty: nonEmpty)?.compactMap(read)
    }

    /// The keys and values of a mapping whose keys are data, in their order.
    package func entries() -> [(key: Located<String>, value: YAMLValue)]? {
        guard case .mapping(let members) = tree else {
            mismatch("a mapping of keys")
            return nil
        }
        return members.compactMap { member in
            let value = YAMLValue(member.value, path: appending(member.key.value), reader: reader)
            guard member.value.value != .null else {
                value.report("\(value.subject) is empty: give a value or remove the line")
                return nil
            }
            return (member.key, value)
        }
    }

    func appending(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}

/// One value of a ``JSONDocument``, decoded when asked.
package struct JSONNode: Sendable {
    package enum Kind: UInt8, Sendable {
        case object, array, string, number, `true`, `false`, null
    }

    let document: JSONDocument
    let index: Int

    init(document: JSONDocument, index: Int) {
        self.document = document
        self.index = index
    }

    var value: JSONDocument.Value { document.values[index] }

    package var kind: Kind { value.kind }

    /// The value as it is written.
    package var rawText: String { String(decoding: rawBytes, as: UTF8.self) }

    var rawBytes: ArraySlice<UInt8> { document.bytes[Int(value.start)..<Int(value.end)] }

    /// The bytes of a string that has no escapes, without its quotation marks and without a copy.
    var plainStringBytes: ArraySlice<UInt8>? {
        let value = value
        guard value.kind == .string, !value.isEscaped else { return nil }
        return document.bytes[Int(value.start) + 1..<Int(value.end) - 1]
    }

    /// The text of a string; `nil` for another kind, and for escapes that are half of a surrogate pair.
    package var string: String? {
        if let plain = plainStringBytes { return String(decoding: plain, as: UTF8.self) }
        guard kind == .string else { return nil }
        return JSONUnescaping.text(of: rawBytes.dropFirst().dropLast())
    }

    package var bool: Bool? {
        switch kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// A number that is written as an integer and fits; `1.0` and `1e3` are none.
    package var integer: Int64? { kind == .number ? Int64(rawText) : nil }

    package var unsignedInteger: UInt64? { kind == .number ? UInt64(rawText) : nil }

    /// The elements of an array.
    package var elements: [JSONNode]? {
        guard kind == .array else { return nil }
        return children
    }

    /// The members of an object in their order, duplicates included.
    package var members: [(name: String, value: JSONNode)]? {
        keys?.map { ($0.name, $0.valueOfKey) }
    }

    /// The first member of an object that has this name.
    package subscript(_ name: String) -> JSONNode? {
        guard kind == .object else { return nil }
        let end = Int(value.next)
        var position = index + 1
        while position < end {
            let key = JSONNode(document: document, index: position)
            if key.isSpelled(name) { return key.valueOfKey }
            position = Int(document.values[position + 1].next)
        }
        return nil
    }

    private var children: [JSONNode] {
        var nodes: [JSONNode] = []
        let end = Int(value.next)
        var position = index + 1
        while position < end {
            nodes.append(JSONNode(document: document, index: position))
            position = Int(document.values[position].next)
        }
        return nodes
    }
}

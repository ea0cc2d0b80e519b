import Octets

/// A complaint about one line, before the file and the line are known.
struct RecordComplaint: Error {
    let offset: Int
    let problem: String
    let expected: String?
    var reason = RecordingError.Reason.malformed
}

/// The members of one JSON object, asked for by name and type.
///
/// Members that nobody asks for are passed over: a later release may add some.
struct RecordFields {
    /// The version of the format by which the members are read.
    let version: Int
    private let offset: Int
    private let members: [String: JSONNode]

    init(_ node: JSONNode, version: Int = RecordingHeader.currentVersion) throws(RecordComplaint) {
        guard case .object(let members) = node.value else { throw node.complaint("an object") }
        self.version = version
        offset = node.offset
        self.members = Dictionary(members.map { ($0.name, $0.node) }) { first, _ in first }
    }

    func has(_ name: String) -> Bool { members[name] != nil }

    func complaint(_ name: String, expected: String) -> RecordComplaint {
        members[name]?.complaint(expected, for: name)
            ?? RecordComplaint(offset: offset, problem: "`\(name)` is missing", expected: expected)
    }

    func node(_ name: String, _ expected: String) throws(RecordComplaint) -> JSONNode {
        guard let node = members[name] else { throw complaint(name, expected: expected) }
        return node
    }

    func string(_ name: String) throws(RecordComplaint) -> String {
        guard case .string(let text) = try node(name, "a string").value else {
            throw complaint(name, expected: "a string")
        }
        return text
    }

    func optionalString(_ name: String) throws(RecordComplaint) -> String? {
        has(name) ? try string(name) : nil
    }

    /// A list of strings; none where the member is left out.
    func optionalStrings(_ name: String) throws(RecordComplaint) -> [String] {
        guard has(name) else { return [] }
        var texts: [String] = []
        for node in try list(name) {
            guard case .string(let text) = node.value else { throw node.complaint("a string") }
            texts.append(text)
        }
        return texts
    }

    func integer(_ name: String, in range: ClosedRange<Int> = 0...Int.max) throws(RecordComplaint) -> Int {
        let bound = range.lowerBound == 0 ? "" : " from \(range.lowerBound)"
        let expected = range.upperBound == .max ? "a whole number\(bound)" : "a number in \(range)"
        guard let number = try node(name, expected).wholeNumber, range.contains(number) else {
            throw complaint(name, expected: expected)
        }
        return number
    }

    func bytes(_ name: String, count: Int? = nil) throws(RecordComplaint) -> [UInt8] {
        let expected = count.map { "\($0 * 2) hexadecimal digits" } ?? "bytes as pairs of hexadecimal digits"
        let node = try node(name, expected)
        guard case .string(let text) = node.value else { throw complaint(name, expected: expected) }
        let bytes: [UInt8]
        do throws(Hex.ParsingError) {
            bytes = try Hex.decode(text)
        } catch {
            let position = node.offset + 1 + error.offset
            throw RecordComplaint(offset: position, problem: "`\(name)` is not hexadecimal", expected: expected)
        }
        guard count == nil || bytes.count == count else { throw complaint(name, expected: expected) }
        return bytes
    }

    func optionalBytes(_ name: String, count: Int? = nil) throws(RecordComplaint) -> [UInt8]? {
        has(name) ? try bytes(name, count: count) : nil
    }

    /// A big-endian number written as hexadecimal digits.
    func number(_ name: String, bytes count: Int) throws(RecordComplaint) -> UInt32 {
        try bytes(name, count: count).reduce(0) { $0 << 8 | UInt32($1) }
    }

    func optionalNumber16(_ name: String) throws(RecordComplaint) -> UInt16? {
        has(name) ? UInt16(truncatingIfNeeded: try number(name, bytes: 2)) : nil
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String,
        _: Choice.Type = Choice.self
    ) throws(RecordComplaint) -> Choice where Choice.RawValue == String {
        let expected = "one of " + Choice.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        guard let choice = Choice(rawValue: try string(name)) else { throw complaint(name, expected: expected) }
        return choice
    }

    func list(_ name: String) throws(RecordComplaint) -> [JSONNode] {
        guard case .array(let elements) = try node(name, "an array").value else {
            throw complaint(name, expected: "an array")
        }
        return elements
    }
}

extension JSONNode {
    /// The number, where it is written without fraction and exponent.
    package var wholeNumber: Int? {
        guard case .number(let digits) = value else { return nil }
        return Int(digits)
    }

    func complaint(_ expected: String, for name: String? = nil) -> RecordComplaint {
        let found: String
        switch value {
        case .string(let text) where text.utf8.count <= 40: found = "\"\(text)\""
        case .number(let digits) where digits.utf8.count <= 40: found = digits
        default: found = typeName
        }
        return RecordComplaint(
            offset: offset,
            problem: name.map { "`\($0)` is \(found)" } ?? "\(found) stands here",
            expected: expected
        )
    }
}

/// One JSON object on one line, its members in the order in which they are added.
///
/// The order is part of the format: two recordings of the same traffic are the same bytes.
struct JSONLine {
    private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

    /// The finished line, closed and ended.
    var finished: [UInt8] { bytes + [UInt8(ascii: "}"), UInt8(ascii: "\n")] }

    mutating func add(_ name: String, _ value: Int) {
        begin(name)
        bytes += "\(value)".utf8
    }

    mutating func add(_ name: String, _ value: String?) {
        guard let value else { return }
        begin(name)
        Self.append(value, to: &bytes)
    }

    mutating func add(_ name: String, _ values: [String]) {
        begin(name)
        bytes.append(UInt8(ascii: "["))
        for (position, value) in values.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            Self.append(value, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func add(_ name: String, _ value: JSONLine) {
        begin(name)
        bytes += value.bytes
        bytes.append(UInt8(ascii: "}"))
    }

    mutating func add(_ name: String, _ values: [JSONLine]) {
        addList(name, values.map { $0.bytes + [UInt8(ascii: "}")] })
    }

    /// Adds a list of values that are JSON already.
    mutating func addList(_ name: String, _ values: [[UInt8]]) {
        begin(name)
        bytes.append(UInt8(ascii: "["))
        bytes += values.joined(separator: [UInt8(ascii: ",")])
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func begin(_ name: String) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        Self.append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        // Nearly everything is hexadecimal, which has nothing to escape.
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
            bytes += text.utf8
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case ..<0x20: bytes += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
            default: bytes.append(byte)
            }
        }
    }
}

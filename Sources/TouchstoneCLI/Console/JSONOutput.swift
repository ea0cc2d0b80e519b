import Foundation

/// A result as JSON: a versioned schema first, then what it holds.
///
/// Members are sorted, so that equal results are equal bytes. What depends on the moment stands alone on the `made` line.
struct JSONOutput<Result: Encodable>: Encodable {
    let schema: String
    let made: String
    let result: Result

    init(schema: String, result: Result, at date: Date = Date()) {
        self.schema = schema
        self.result = result
        made = "\(Timestamp.text(of: date)) by touchstone \(ToolVersion.current)"
    }

    /// Pretty-printed text without a final newline.
    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

/// Points in time as text.
enum Timestamp {
    /// RFC 3339 in UTC, whole seconds.
    static func text(of date: Date) -> String {
        date.formatted(.iso8601)
    }
}

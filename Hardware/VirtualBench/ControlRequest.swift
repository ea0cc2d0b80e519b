import Foundation

/// One line from whoever drives the bench: what to do, and its parameters.
///
/// Each parameter is taken once; what is left in the end was misspelt, and a misspelt parameter is an error rather than a
/// default.
struct ControlRequest {
    let command: String
    private var parameters: [String: Any]

    init(parsing line: String) throws(BenchError) {
        let object = try? JSONSerialization.jsonObject(with: Data(line.utf8))
        guard var parameters = object as? [String: Any], let command = parameters.removeValue(forKey: "do") as? String
        else { throw BenchError(.request, "not a JSON object with a “do”") }
        self.command = command
        self.parameters = parameters
    }

    mutating func text(_ name: String) throws(BenchError) -> String? {
        try take(name, "a string") { $0 as? String }
    }

    mutating func requiredText(_ name: String) throws(BenchError) -> String {
        guard let value = try text(name) else { throw BenchError(.request, "\(command) needs “\(name)”") }
        return value
    }

    mutating func number(_ name: String) throws(BenchError) -> Int? {
        try take(name, "a whole number") { value in
            guard let number = value as? NSNumber, !(value is Bool) else { return nil }
            return Int(exactly: number.doubleValue)
        }
    }

    mutating func flag(_ name: String) throws(BenchError) -> Bool? {
        try take(name, "true or false") { $0 as? Bool }
    }

    mutating func texts(_ name: String) throws(BenchError) -> [String]? {
        try take(name, "a list of strings") { $0 as? [String] }
    }

    /// - Throws: ``BenchError`` when a parameter was not taken.
    func finish() throws(BenchError) {
        guard let name = parameters.keys.min() else { return }
        throw BenchError(.request, "\(command) has no parameter “\(name)”")
    }

    private mutating func take<Value>(
        _ name: String,
        _ kind: String,
        _ convert: (Any) -> Value?
    ) throws(BenchError) -> Value? {
        guard let raw = parameters.removeValue(forKey: name), !(raw is NSNull) else { return nil }
        guard let value = convert(raw) else { throw BenchError(.request, "“\(name)” must be \(kind)") }
        return value
    }
}

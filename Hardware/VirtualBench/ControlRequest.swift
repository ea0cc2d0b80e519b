import Foundation

/// One line from whoever drives the bench: what to do, and its parameters.
///
/// Each parameter is taken once; what is left in the end was misspelt, and a misspelt parameter is an error rather than a
/// default.
struct ControlRequest {
    let command: String
    private var parameters: [String: ControlValue]

    init(parsing line: String) throws(BenchError) {
        guard var parameters = try? JSONDecoder().decode([String: ControlValue].self, from: Data(line.utf8)),
            case .text(let command) = parameters.removeValue(forKey: "do")
        else {
            throw BenchError(.request, "not a JSON object of strings, whole numbers, booleans and lists, with a “do”")
        }
        self.command = command
        self.parameters = parameters
    }

    mutating func text(_ name: String) throws(BenchError) -> String? {
        switch parameters.removeValue(forKey: name) {
        case nil, .null: nil
        case .text(let text): text
        default: throw BenchError(.request, "“\(name)” must be a string")
        }
    }

    mutating func requiredText(_ name: String) throws(BenchError) -> String {
        guard let value = try text(name) else { throw BenchError(.request, "\(command) needs “\(name)”") }
        return value
    }

    mutating func number(_ name: String) throws(BenchError) -> Int? {
        switch parameters.removeValue(forKey: name) {
        case nil, .null: nil
        case .number(let number): number
        default: throw BenchError(.request, "“\(name)” must be a whole number")
        }
    }

    mutating func texts(_ name: String) throws(BenchError) -> [String]? {
        switch parameters.removeValue(forKey: name) {
        case nil, .null: nil
        case .texts(let texts): texts
        default: throw BenchError(.request, "“\(name)” must be a list of strings")
        }
    }

    /// - Throws: ``BenchError`` when a parameter was not taken.
    func finish() throws(BenchError) {
        guard let name = parameters.keys.min() else { return }
        throw BenchError(.request, "\(command) has no parameter “\(name)”")
    }
}

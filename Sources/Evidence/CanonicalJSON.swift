import Foundation

/// JSON of ours that equal values write as equal bytes: members sorted, indented, slashes as they are.
enum CanonicalJSON {
    /// Writes a value that cannot fail to be written: strings, whole numbers, lists and objects.
    static func encode(_ value: some Encodable, indented: Bool = true) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if indented { encoder.outputFormatting.insert(.prettyPrinted) }
        guard let data = try? encoder.encode(value) else { preconditionFailure("a value of ours that is no JSON") }
        return Array(data)
    }
}

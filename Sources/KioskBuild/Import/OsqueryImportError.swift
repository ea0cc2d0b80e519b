/// Why a file is not osquery's JSON.
package struct OsqueryImportError: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// The table and the row, when the fault is inside one.
    package let place: String?
    package let message: String

    package var description: String {
        place.map { "\(file): \($0): \(message)" } ?? "\(file): \(message)"
    }
}

/// Why a payload is no metadata BLOB at all; trouble inside an entry is a ``RejectedEntry`` or a finding instead.
package enum BLOBError: Error, Hashable, Sendable, CustomStringConvertible {
    case malformedJSON(JSONError)
    case notAnObject
    /// Without a number no rollback can be recognised.
    case noNumber
    case noEntries

    package var description: String {
        switch self {
        case .malformedJSON(let error): "the payload is not JSON: \(error)"
        case .notAnObject: "the payload is not a JSON object"
        case .noNumber: "the payload has no number (no)"
        case .noEntries: "the payload has no list of entries"
        }
    }
}

import GRDB

/// Why the ledger cannot be used.
package struct LedgerError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        /// The file is no database, or its pages contradict one another.
        case damaged
        /// Written by a later release.
        case newer
        /// Another process writes, and did not finish in time.
        case busy
        /// The system refuses.
        case inputOutput
    }

    package let code: Code
    package let path: String
    package let problem: String

    package var description: String { "\(path): \(problem)" }

    init(_ code: Code, path: String, _ problem: String) {
        self.code = code
        self.path = path
        self.problem = problem
    }

    /// Whatever the database reports; SQLite's own words are kept.
    init(_ error: any Error, path: String) {
        let original = error as? DatabaseError
        let words = original?.message ?? "\(error)"
        switch original?.resultCode {
        case .SQLITE_CORRUPT?, .SQLITE_NOTADB?: self.init(.damaged, path: path, "the ledger is damaged (\(words))")
        case .SQLITE_BUSY?, .SQLITE_LOCKED?:
            self.init(.busy, path: path, "another process writes the ledger (\(words))")
        default: self.init(.inputOutput, path: path, "the ledger cannot be used (\(words))")
        }
    }
}

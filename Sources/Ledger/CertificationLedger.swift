import Foundation
import GRDB

/// What a lab has certified over time: one file of SQLite, in write-ahead mode, with one writer at a time.
///
/// An entry is there whole or not at all, whatever happens to the process.
package final class CertificationLedger: Sendable {
    /// How long to wait for another process that writes.
    private static let patience = 5.0

    package let path: String
    private let database: DatabaseQueue

    /// Opens the ledger, or begins one; its folder has to be there.
    ///
    /// - Throws: ``LedgerError`` for a file that is damaged, or that a later release wrote.
    package init(at path: String) throws(LedgerError) {
        self.path = path
        var configuration = Configuration()
        // The mode is kept in the file. Setting it again writes to the disk at each opening, even to read.
        configuration.journalMode = FileManager.default.fileExists(atPath: path) ? .default : .wal
        configuration.busyMode = .timeout(Self.patience)
        configuration.label = "ledger"
        do {
            database = try DatabaseQueue(path: path, configuration: configuration)
            let isNewer = try database.read { try LedgerSchema.migrator.hasBeenSuperseded($0) }
            guard !isNewer else {
                throw LedgerError(.newer, path: path, "a later release of touchstone wrote this ledger")
            }
            try LedgerSchema.migrator.migrate(database)
        } catch let error as LedgerError {
            throw error
        } catch {
            throw LedgerError(error, path: path)
        }
    }

    /// Enters certifications; one that is there already, by its bundle's digest, is left as it is.
    ///
    /// - Returns: How many are new.
    package func enter(_ entries: [LedgerEntry]) throws(LedgerError) -> Int {
        do {
            return try database.write { database in
                var models = ModelTable(database)
                return try entries.count { try EntryWriter.write($0, to: database, &models) }
            }
        } catch {
            throw LedgerError(error, path: path)
        }
    }

    /// Compares every page and index of the file with the others.
    ///
    /// - Throws: ``LedgerError`` with what SQLite found, when it found something.
    package func examine() throws(LedgerError) {
        let findings = try read { try String.fetchAll($0, sql: "PRAGMA integrity_check(5)") }
        guard findings == ["ok"] else {
            throw LedgerError(.damaged, path: path, "the ledger is damaged (\(findings.joined(separator: "; ")))")
        }
    }

    /// How many certifications are in it.
    package func count() throws(LedgerError) -> Int {
        try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM run") ?? 0 }
    }

    /// Brings everything into the one file and lets go of it; nothing can be asked afterwards.
    package func close() throws(LedgerError) {
        do { try database.close() } catch { throw LedgerError(error, path: path) }
    }

    func read<Value: Sendable>(_ query: @Sendable (Database) throws -> Value) throws(LedgerError) -> Value {
        do { return try database.read(query) } catch { throw LedgerError(error, path: path) }
    }
}

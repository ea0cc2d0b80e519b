import Foundation
import GRDB
import Ledger
import Testing

@Suite struct DamagedLedgerTests {
    @Test func `a file that is no database is damaged, not overwritten`() throws {
        let temporary = try TemporaryLedger()
        let bytes = Data(repeating: 0x41, count: 8192)
        try bytes.write(to: URL(fileURLWithPath: temporary.path))
        let error = #expect(throws: LedgerError.self) { try CertificationLedger(at: temporary.path) }
        #expect(error?.code == .damaged)
        #expect(try Data(contentsOf: URL(fileURLWithPath: temporary.path)) == bytes)
    }

    @Test func `a page that was written over is found by the examination`() throws {
        let temporary = try TemporaryLedger()
        do {
            let ledger = try CertificationLedger(at: temporary.path)
            _ = try ledger.enter((1...400).map { try SampleEntries.entry($0, day: $0 % 28 + 1) })
            try ledger.examine()
        }
        var bytes = try Data(contentsOf: URL(fileURLWithPath: temporary.path))
        let middle = bytes.count / 2 / 4096 * 4096
        bytes.replaceSubrange(middle..<middle + 4096, with: Data(repeating: 0x5A, count: 4096))
        try bytes.write(to: URL(fileURLWithPath: temporary.path))
        let error = #expect(throws: LedgerError.self) { try CertificationLedger(at: temporary.path).examine() }
        #expect(error?.code == .damaged)
    }

    @Test func `a ledger of a later release is left alone`() throws {
        let temporary = try TemporaryLedger()
        _ = try CertificationLedger(at: temporary.path)
        let database = try DatabaseQueue(path: temporary.path)
        try database.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('2 of the future')") }
        let error = #expect(throws: LedgerError.self) { try CertificationLedger(at: temporary.path) }
        #expect(error?.code == .newer)
    }
}

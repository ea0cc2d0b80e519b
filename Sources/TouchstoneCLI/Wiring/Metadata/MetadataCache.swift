import FIDOMetadata
import Foundation
import Glibc
import TextDocuments

/// The last BLOB that was verified, kept below `$XDG_CACHE_HOME/touchstone/metadata`.
///
/// The payload lies under its digest, and the record beside it says which digest counts: the record is put into its place
/// by one rename, so that there is always a whole pair, the old one or the new one. An index beside the payload lets a
/// question about one model read that model's entry alone; without one, or with that of another release, the payload is
/// read whole and the index made again. Each anchor that is not built in has a
/// folder of its own, so that a BLOB of a test authority is never taken for the service's, and no number of one holds the
/// other back.
struct MetadataCache {
    let folder: String
    /// Whether it is for BLOBs of authorities that are not built in.
    private let isOfOthers: Bool

    init(anchors: [TrustAnchor], environment: [String: String] = ProcessInfo.processInfo.environment) {
        let service = "\(BaseFolder.cache.path(in: environment))/metadata"
        let others = anchors.map(\.fingerprint)
            .filter { given in
                !TrustAnchor.production.contains { $0.fingerprint == given }
            }
        isOfOthers = !others.isEmpty
        folder =
            others.isEmpty
            ? service : "\(service)/anchor-\(others.sorted().map { $0.prefix(16) }.joined(separator: "-"))"
    }

    /// Where it is kept, and for whom: what another authority signed is used only by who names that authority again.
    var place: String {
        isOfOthers ? "\(folder), for commands with the same --anchor" : folder
    }

    private var recordPath: String { "\(folder)/record.json" }

    /// What was stored; `nil` when nothing was.
    ///
    /// - Throws: `CommandFailure` when it is damaged.
    func load() throws -> StoredMetadata? {
        guard FileManager.default.fileExists(atPath: recordPath) else { return nil }
        let record = try record()
        if let index = index(of: record), let indexed = try? indexed(by: index, record) { return indexed }
        let payload = try InputFile.bytes(payloadPath(record), called: "stored BLOB", limit: BLOBFile.limit)
        do throws(StoredMetadata.Damage) {
            let stored = try StoredMetadata(payload: payload, record: record)
            // Whoever may not write here has to do without.
            let digest = record.payloadDigest
            try? write(EntryIndex(of: try stored.blob(), payloadDigest: digest, release: ToolVersion.current))
            return stored
        } catch {
            throw damaged("\(error)")
        }
    }

    /// The index of what is stored; `nil` where there is none that can be read.
    private func index(of record: VerificationRecord) -> EntryIndex? {
        let text = try? WholeFile.bytes(at: indexPath(record), limit: BLOBFile.limit)
        return text.flatMap { try? EntryIndex(parsing: $0) }
    }

    private func indexed(by index: EntryIndex, _ record: VerificationRecord) throws -> StoredMetadata {
        let path = payloadPath(record)
        let file = try OpenFile(at: path)
        return try StoredMetadata(
            payload: StoredPayload(
                part: { try file.bytes(in: $0) },
                whole: { try WholeFile.bytes(at: path, limit: BLOBFile.limit) }
            ),
            index: index,
            record: record,
            release: ToolVersion.current
        )
    }

    /// The record alone, for whoever asks about age and number only; `nil` when nothing was stored.
    ///
    /// - Throws: `CommandFailure` when it is damaged.
    func storedRecord() throws -> VerificationRecord? {
        FileManager.default.fileExists(atPath: recordPath) ? try record() : nil
    }

    /// Stores what was verified in the place of what was there.
    ///
    /// - Throws: `CommandFailure` when the system refuses; then the old pair is still whole.
    func store(_ verified: VerifiedBLOB) throws {
        try OutputFolder.make(folder)
        let previous = try? record()
        let path = payloadPath(verified.record)
        if !FileManager.default.fileExists(atPath: path) { try NewFile.write(verified.payload, to: path) }
        try write(EntryIndex(of: verified, release: ToolVersion.current))
        try Self.replace(recordPath, by: Array(verified.record.json.utf8))
        if let previous, previous.payloadDigest != verified.record.payloadDigest {
            unlink(payloadPath(previous))
            unlink(indexPath(previous))
        }
    }

    private func write(_ index: EntryIndex) throws {
        try Self.replace(indexPath(of: index.payloadDigest), by: Array(index.text.utf8))
    }

    /// Where the stored BLOB was fetched from; `nil` when it was imported, or nothing is stored.
    ///
    /// What cannot be read is no reason to fail: the next fetch asks without a condition, and writes it anew.
    func origin() -> MetadataOrigin? {
        guard let text = try? InputFile.bytes(originPath, called: "origin"),
            let origin = try? JSONDecoder().decode(MetadataOrigin.self, from: Data(text)),
            let record = try? storedRecord(), record.payloadDigest == origin.payloadDigest
        else { return nil }
        return origin
    }

    /// Keeps where the stored BLOB came from.
    ///
    /// - Throws: `CommandFailure` when the system refuses.
    func store(_ origin: MetadataOrigin) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try Self.replace(originPath, by: Array(try encoder.encode(origin)) + [UInt8(ascii: "\n")])
    }

    private var originPath: String { "\(folder)/origin.json" }

    /// Puts a file into another's place by one rename.
    private static func replace(_ path: String, by bytes: [UInt8]) throws {
        let draft = "\(path).\(getpid())"
        try NewFile.write(bytes, to: draft)
        guard rename(draft, path) == 0 else {
            let number = errno
            unlink(draft)
            throw CommandFailure.refused(path, "cannot be replaced", number: number)
        }
    }

    private func payloadPath(_ record: VerificationRecord) -> String { "\(folder)/\(record.payloadDigest).json" }

    private func indexPath(_ record: VerificationRecord) -> String { indexPath(of: record.payloadDigest) }

    private func indexPath(of digest: String) -> String { "\(folder)/\(digest).index" }

    private func record() throws -> VerificationRecord {
        let text = try InputFile.bytes(recordPath, called: "verification record")
        let record: VerificationRecord
        do throws(VerificationRecord.ParsingError) {
            record = try VerificationRecord(parsing: text)
        } catch {
            throw damaged(error.description)
        }
        // The digest becomes a file's name.
        guard record.payloadDigest.utf8.count == 64, record.payloadDigest.allSatisfy(\.isHexDigit) else {
            throw damaged("the record's digest is none")
        }
        return record
    }

    private func damaged(_ reason: String) -> CommandFailure { .badCache(folder, reason) }
}

extension CommandFailure {
    /// Stored metadata whose damage shows when a model is looked for.
    init(_ damage: StoredMetadata.Damage) {
        self = .badCache("\(BaseFolder.cache.path(in: ProcessInfo.processInfo.environment))/metadata", "\(damage)")
    }

    fileprivate static func badCache(_ folder: String, _ reason: String) -> Self {
        Self(
            code: "bad-cache",
            message: "\(folder): \(reason)",
            remedy: "delete the folder, then run `touchstone metadata fetch`",
            status: .badData
        )
    }
}

import CTAPMessages
import FIDOMetadata
import FoundationEssentials
import TextDocuments

/// A BLOB of the benchmark's own, in memory and in files, and what is done with it.
public struct MetadataSubject: Sendable {
    /// Where the signed BLOB lies, for programs that are measured beside us.
    public let blobPath: String
    /// Where the one certificate to trust lies.
    public let rootPath: String
    /// AAGUID of the last model.
    public let lastModel: String
    private let payloadPath: String
    private let recordPath: String
    private let indexPath: String
    private let text: [UInt8]
    private let verifier: BLOBVerifier
    private static let now = Date(timeIntervalSince1970: 1_780_000_000)

    /// Makes a BLOB with so many models, verifies it once, and leaves it in a folder.
    ///
    /// - Throws: What swift-certificates says, and what the system says of the files.
    public init(entries: Int, folder: String) async throws {
        let service = try SyntheticMetadata(entries: entries)
        text = service.text
        lastModel = service.models.last ?? ""
        verifier = BLOBVerifier(anchors: [TrustAnchor(name: "root", certificate: service.root)])
        blobPath = "\(folder)/blob-\(entries).jwt"
        rootPath = "\(folder)/root-\(entries).der"
        payloadPath = "\(folder)/payload-\(entries).json"
        recordPath = "\(folder)/record-\(entries).json"
        indexPath = "\(folder)/index-\(entries)"
        let verified = try await verifier.verify(text, at: Self.now)
        try Data(EntryIndex(of: verified, release: "1").text.utf8).write(to: URL(fileURLWithPath: indexPath))
        try Data(text).write(to: URL(fileURLWithPath: blobPath))
        try Data(service.root).write(to: URL(fileURLWithPath: rootPath))
        try Data(verified.payload).write(to: URL(fileURLWithPath: payloadPath))
        try Data(verified.record.json.utf8).write(to: URL(fileURLWithPath: recordPath))
    }

    /// Signature, path, every entry, and the index; returns how many models there are.
    ///
    /// - Throws: What the verifier says.
    public func verify() async throws -> Int {
        let blob = try await verifier.verify(text, at: Self.now).blob
        guard let model = AAGUID(text: lastModel), blob.lookup(model).entry != nil else { return 0 }
        return blob.entries.count
    }

    /// From the files of a verified BLOB to one model's level; returns how many reports that has.
    ///
    /// - Throws: What the system or the reader says.
    public func warmStart() throws -> Int {
        let record = try VerificationRecord(parsing: WholeFile.bytes(at: recordPath, limit: 1 << 20))
        let index = try EntryIndex(parsing: WholeFile.bytes(at: indexPath, limit: 1 << 20))
        let file = try OpenFile(at: payloadPath)
        let stored = try StoredMetadata(
            payload: StoredPayload(part: { try file.bytes(in: $0) }, whole: { [] }),
            index: index,
            record: record,
            release: "1"
        )
        return try Self.reports(of: lastModel, in: stored)
    }

    /// The same without an index: the whole payload is read, digested and scanned.
    ///
    /// - Throws: What the system or the reader says.
    public func startWithoutIndex() throws -> Int {
        let record = try VerificationRecord(parsing: WholeFile.bytes(at: recordPath, limit: 1 << 20))
        let payload = try WholeFile.bytes(at: payloadPath, limit: 128 << 20)
        return try Self.reports(of: lastModel, in: try StoredMetadata(payload: payload, record: record))
    }

    private static func reports(of lastModel: String, in stored: StoredMetadata) throws -> Int {
        guard let model = AAGUID(text: lastModel), let entry = try stored.lookup(.aaguid(model)).entry else { return 0 }
        return entry.statusReports.count
    }
}

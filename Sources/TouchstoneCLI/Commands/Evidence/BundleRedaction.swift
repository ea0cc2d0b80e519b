import Evidence
import Foundation
import Reports
import Vocabulary
import WireRecording

/// A bundle made of another one, with less in it.
struct BundleRedaction {
    private let original: BundleFiles
    private let redaction: RecordingRedaction
    private let dropped: Set<String>
    private let limit: Duration

    init(of original: BundleFiles, _ redaction: Redaction, dropping dropped: Set<String>, limit: Duration) {
        self.original = original
        self.redaction = RecordingRedaction(redaction)
        self.dropped = dropped
        self.limit = limit
    }

    /// The files of the new bundle; its recordings are left in a folder on the way.
    ///
    /// Whether it still leads to its verdict is tried, and said in it.
    ///
    /// - Throws: `EvidenceError` for a bundle that is not whole; `CommandFailure` where something else than a recording is
    ///   to be dropped; what a recording throws that cannot be read.
    func files(
        throughFilesIn folder: String,
        key: SigningKey?,
        at moment: Date,
        _ console: Console
    ) async throws -> (BundleFiles, RedactionRecord) {
        let whole = try WholeBundle(original)
        let (manifest, stored) = (whole.manifest, whole.stored)
        let earlier = try RedactionRecord(in: original)
        try checkDropped()
        var files = BundleFiles(name: "the new bundle")
        var changes: [RedactionRecord.Entry] = []
        for entry in manifest.files where entry.path != BundlePath.redaction {
            guard !dropped.contains(entry.path) else {
                changes.append(RedactionRecord.Entry(entry, .dropped))
                continue
            }
            var bytes = try original.required(entry.path)
            if original.recordings.contains(entry.path) || original.checkRecordings.contains(entry.path) {
                let redacted = try redact(entry.path, bytes, in: folder)
                if redacted != bytes { changes.append(RedactionRecord.Entry(entry, .redacted)) }
                bytes = redacted
            }
            try files.add(entry.path, bytes)
        }
        let step = try RedactionRecord.Step(
            of: original,
            changes,
            tool: "touchstone \(ToolVersion.current)",
            made: Timestamp.text(of: moment)
        )
        let isComplete = dropped.isEmpty && earlier?.carriesVerdict != false
        let carriesVerdict = isComplete ? try await leads(files, to: stored.document, manifest, console) : false
        let record = RedactionRecord((earlier?.steps ?? []) + [step], carriesVerdict: carriesVerdict)
        try files.add(BundlePath.redaction, record.encoded())
        try seal(&files, manifest, stored, key)
        return (files, record)
    }

    private func checkDropped() throws {
        guard let wrong = dropped.sorted().first(where: { !original.recordings.contains($0) }) else { return }
        throw CommandFailure(
            code: "no-such-file",
            message: "\(wrong): no recording of this bundle has that path",
            remedy: "`touchstone evidence show` lists what is in it; nothing but recordings can be dropped",
            status: .usage
        )
    }

    private func redact(_ path: String, _ bytes: [UInt8], in folder: String) throws -> [UInt8] {
        // Recordings of checks are called as those of the probe, and belong into another folder of the bundle.
        let isOfChecks = original.checkRecordings.contains(path)
        let file = "\(folder)/\((path as NSString).lastPathComponent)\(isOfChecks ? ".checks" : "")"
        defer { if isOfChecks { try? FileManager.default.removeItem(atPath: file) } }
        let reader = try RecordingReader(bytes: bytes, path: "\(original.name)/\(path)")
        _ = try redaction.copy(reader, to: file)
        return try InputFile.bytes(file, called: "recording", limit: 256 << 20)
    }

    /// Whether the recordings play and the build is judged as it was.
    private func leads(
        _ files: BundleFiles,
        to document: CertificationDocument,
        _ manifest: BundleManifest,
        _ console: Console
    ) async throws -> Bool {
        let again = Reperformance(of: files, limit: limit, console: console)
        let inputs = try again.inputs()
        guard let bench = try? await again.bench(by: manifest) else {
            try Task.checkCancellation()
            return false
        }
        let certification = try await inputs.certification(bench, asOf: CalendarDate(manifest.asOf))
        return CertificationDocument(certification) == document
    }

    /// Manifest and statement; what was certified, when and by what stays as it was.
    private func seal(
        _ files: inout BundleFiles,
        _ earlier: BundleManifest,
        _ stored: StoredResult,
        _ key: SigningKey?
    ) throws(EvidenceError) {
        let manifest = BundleManifest(
            of: files,
            tool: earlier.tool,
            made: earlier.made,
            asOf: earlier.asOf,
            version: earlier.version
        )
        try files.add(BundlePath.manifest, manifest.encoded())
        let statement = InTotoStatement(of: manifest, result: stored.document.testResult).encoded()
        guard let key else { return try files.add(BundlePath.statement, statement) }
        let envelope = DSSEEnvelope(signing: statement, type: InTotoStatement.payloadType, with: key)
        try files.add(BundlePath.envelope, envelope.encoded())
    }
}

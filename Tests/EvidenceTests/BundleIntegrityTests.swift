import Evidence
import Testing
import Vocabulary

/// Each way in which a bundle can be tampered with, against the step that has to find it.
struct BundleIntegrityTests {
    private let key = SigningKey()
    private let result = TestResult(
        outcome: .passed,
        verdict: "warranted",
        passed: ["cell"],
        warned: [],
        failed: [],
        inconclusive: []
    )

    private func bundle(signed: Bool = true, made: String = "2026-11-25T10:00:00Z") throws -> BundleFiles {
        var files = BundleFiles(name: "b")
        try files.add(BundlePath.build, Array("build".utf8))
        try files.add(BundlePath.edition, Array("edition".utf8))
        try files.add(BundlePath.result, Array("result".utf8))
        try files.add("recordings/01.jsonl", Array("first".utf8))
        try files.add("recordings/02.jsonl", Array("second".utf8))
        let manifest = BundleManifest(of: files, tool: "touchstone 0", made: made, asOf: "2026-11-25")
        try files.add(BundlePath.manifest, manifest.encoded())
        let statement = InTotoStatement(of: manifest, result: result).encoded()
        if signed {
            let envelope = DSSEEnvelope(signing: statement, type: InTotoStatement.payloadType, with: key)
            try files.add(BundlePath.envelope, envelope.encoded())
        } else {
            try files.add(BundlePath.statement, statement)
        }
        return files
    }

    private func trust(until: String? = nil) -> TrustedKeys {
        TrustedKeys([TrustedKey(name: "lab", key: key.verifyingKey, until: until.flatMap { CalendarDate($0) })])
    }

    /// What is found wrong, all steps together; empty when nothing is.
    private func faults(_ files: BundleFiles, _ trust: TrustedKeys?) -> [String] {
        do {
            let manifest = try BundleManifest(in: files)
            let steps = [
                BundleIntegrity.files(of: files, manifest),
                BundleIntegrity.statement(of: files, manifest, result: result, trust: trust),
            ]
            return steps.filter { $0.outcome != .passed }.flatMap { [$0.summary] + $0.findings }
        } catch {
            return ["\(error)"]
        }
    }

    @Test func anUntouchedBundleHolds() throws {
        #expect(try faults(bundle(), trust()).isEmpty)
    }

    /// Every bit of every file, the statement's and the manifest's included.
    @Test(arguments: [true, false]) func everyFlippedBitIsFoundAndItsFileNamed(signed: Bool) throws {
        let whole = try bundle(signed: signed)
        for path in whole.paths {
            let bytes = try whole.required(path)
            for index in bytes.indices {
                for bit in 0..<8 {
                    var flipped = bytes
                    flipped[index] ^= 1 << UInt8(bit)
                    var files = whole
                    try files.add(path, flipped)
                    let found = faults(files, trust())
                    let name = path == BundlePath.manifest ? "manifest" : path
                    let isNamed = found.contains { $0.contains(name) || $0.contains("statement") }
                    if !isNamed { Issue.record("\(path), byte \(index), bit \(bit): \(found)") }
                }
            }
        }
    }

    @Test func removedAddedAndSwappedFilesAreNamed() throws {
        let whole = try bundle()
        for path in whole.paths {
            var files = BundleFiles(name: "b")
            for other in whole.paths where other != path { try files.add(other, whole.required(other)) }
            #expect(faults(files, trust()).contains { $0.contains(path) && $0.contains("missing") }, "\(path)")
        }
        var added = whole
        try added.add("recordings/03.jsonl", [])
        #expect(faults(added, trust()).contains("recordings/03.jsonl: added, the manifest does not name it"))
        var swapped = whole
        try swapped.add("recordings/01.jsonl", whole.required("recordings/02.jsonl"))
        #expect(faults(swapped, trust()).contains("recordings/01.jsonl: holds what belongs into recordings/02.jsonl"))
        var replaced = whole
        try replaced.add(BundlePath.edition, Array("another".utf8))
        let change = try #require(faults(replaced, trust()).first { $0.hasPrefix("edition.yaml: changed") })
        #expect(change.contains(ContentDigest(of: Array("edition".utf8)).text), "\(change)")
        #expect(change.contains(ContentDigest(of: Array("another".utf8)).text), "\(change)")
    }

    /// Whatever does not hold, and whatever stays open, says what to do about it.
    @Test func whatIsNotRightHasARemedy() throws {
        let (signed, unsigned) = (try bundle(), try bundle(signed: false))
        let stranger = TrustedKeys([TrustedKey(name: "other", key: SigningKey().verifyingKey)])
        for (files, trust) in [(signed, nil), (signed, stranger), (unsigned, nil), (unsigned, self.trust())] {
            let manifest = try BundleManifest(in: files)
            let step = BundleIntegrity.statement(of: files, manifest, result: result, trust: trust)
            #expect(step.outcome != .passed && step.remedy?.contains("--") == true, "\(step)")
        }
        var changed = signed
        try changed.add(BundlePath.edition, Array("another".utf8))
        #expect(try BundleIntegrity.files(of: changed, BundleManifest(in: changed)).remedy != nil)
    }

    /// Who changes a file and the manifest with it cannot make the statement.
    @Test func aNewManifestBreaksTheStatement() throws {
        var files = try bundle()
        try files.add(BundlePath.edition, Array("another".utf8))
        let old = try BundleManifest(in: bundle())
        let manifest = BundleManifest(of: files, tool: old.tool, made: old.made, asOf: old.asOf)
        try files.add(BundlePath.manifest, manifest.encoded())
        #expect(faults(files, trust()).contains { $0.hasPrefix("statement.dsse.json") })
    }

    @Test func expiredAndUnknownKeysAreNamed() throws {
        let expired = try faults(bundle(), trust(until: "2026-06-30"))
        #expect(expired.contains { $0.contains("\"lab\" expired on 2026-06-30") })
        let stranger = TrustedKeys([TrustedKey(name: "other", key: SigningKey().verifyingKey)])
        let unknown = try faults(bundle(), stranger)
        #expect(unknown.contains { $0.contains(key.verifyingKey.id.prefix(16)) && $0.contains("unknown") })
        #expect(try faults(bundle(), nil).count == 1)
        #expect(try faults(bundle(signed: false), nil).contains { $0.hasPrefix("UNSIGNED") })
        #expect(try faults(bundle(signed: false), trust()).contains { $0.hasPrefix("UNSIGNED") })
    }

    @Test func aLaterFormatIsSaidToBeOne() throws {
        var files = try bundle()
        let text = String(decoding: try files.required(BundlePath.manifest), as: UTF8.self)
        let now = "\"version\" : \(BundleManifest.version)"
        let later = "\"version\" : \(BundleManifest.version + 1)"
        #expect(text.contains(now))
        try files.add(BundlePath.manifest, Array(text.replacing(now, with: later).utf8))
        let error = #expect(throws: EvidenceError.self) { try BundleManifest(in: files) }
        #expect(error?.code == .unsupportedVersion)
    }

    /// Bundles from before are read, and none asks for checks that nobody asked for then.
    @Test func theFirstVersionAsksForNoChecks() throws {
        var files = try bundle()
        #expect(try BundleManifest(in: files).asksForChecks)
        let text = String(decoding: try files.required(BundlePath.manifest), as: UTF8.self)
        let first = text.replacing("\"version\" : \(BundleManifest.version)", with: "\"version\" : 1")
        try files.add(BundlePath.manifest, Array(first.utf8))
        #expect(try BundleManifest(in: files).asksForChecks == false)
    }
}

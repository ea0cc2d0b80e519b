import Vocabulary

/// Whether a bundle is what was put into it, and who says so.
package enum BundleIntegrity {
    /// The manifest of a bundle whose every file is what it says.
    ///
    /// - Throws: ``EvidenceError`` for any other bundle, with all that is wrong with its files.
    package static func manifest(ofWhole bundle: BundleFiles) throws(EvidenceError) -> BundleManifest {
        let manifest = try BundleManifest(in: bundle)
        let files = files(of: bundle, manifest)
        guard files.outcome == .passed else {
            throw EvidenceError(
                .malformed,
                path: bundle.name,
                ([files.summary] + files.findings).joined(separator: "; "),
                remedy: "`touchstone evidence verify` tells more"
            )
        }
        return manifest
    }

    /// Every file held against the manifest: changed, missing and added ones by name.
    package static func files(of bundle: BundleFiles, _ manifest: BundleManifest) -> VerificationStep {
        let listed = Dictionary(manifest.files.map { ($0.path, $0) }) { first, _ in first }
        var findings: [String] = []
        for entry in manifest.files {
            guard let bytes = bundle[entry.path] else {
                findings.append("\(entry.path): missing")
                continue
            }
            let digest = ContentDigest(of: bytes).text
            if digest != entry.sha256 || bytes.count != entry.size {
                let elsewhere = manifest.files.first { $0.sha256 == digest && $0.path != entry.path }
                let what = elsewhere.map { "holds what belongs into \($0.path)" }
                findings.append("\(entry.path): \(what ?? change(of: entry, to: digest, bytes.count))")
            }
        }
        let known = BundlePath.outsideManifest
        for path in bundle.paths where listed[path] == nil && !known.contains(path) {
            findings.append("\(path): added, the manifest does not name it")
        }
        findings += bundle.strangers
        return findings.isEmpty
            ? VerificationStep("files", .passed, "\(manifest.files.count) files are as the manifest names them")
            : VerificationStep(
                "files",
                .failed,
                "the files are not those of the manifest",
                findings: findings,
                remedy: VerificationStep.anotherCopy
            )
    }

    /// Both digests, since whoever has another copy wants to know which of the two is the changed one.
    private static func change(of entry: BundleManifest.Entry, to digest: String, _ size: Int) -> String {
        "changed: the manifest has SHA-256 \(entry.sha256) (\(entry.size) bytes), the file has \(digest) (\(size) bytes)"
    }

    /// Who signed the statement, and whether it states what the bundle holds.
    ///
    /// - Parameters:
    ///   - bundle: The files.
    ///   - manifest: Its manifest.
    ///   - result: What the stored result amounts to.
    ///   - trust: The verifier's keys; nil when none were given.
    ///   - signed: When it was signed, where that was later than the certification.
    /// - Returns: The step `signature`; open where there is nothing to hold the signature against.
    package static func statement(
        of bundle: BundleFiles,
        _ manifest: BundleManifest,
        result: TestResult,
        trust: TrustedKeys?,
        signed: String? = nil
    ) -> VerificationStep {
        let expected = InTotoStatement(of: manifest, result: result).encoded()
        if let bytes = bundle[BundlePath.statement] {
            if bundle[BundlePath.envelope] != nil {
                return failed("there are two statements", "\(BundlePath.statement): added beside the signed one")
            }
            guard bytes == expected else { return mismatch(BundlePath.statement) }
            return VerificationStep(
                "signature",
                trust == nil ? .open : .failed,
                "UNSIGNED: nothing shows who made this bundle, or that nobody made it anew",
                remedy: "have whoever made it sign it (`touchstone certify --key`); --allow-unsigned takes it as it is"
            )
        }
        guard let bytes = bundle[BundlePath.envelope] else {
            return failed("there is no statement", "\(BundlePath.envelope): missing")
        }
        let envelope: DSSEEnvelope
        do throws(EvidenceError) {
            envelope = try DSSEEnvelope(reading: bytes, path: BundlePath.envelope)
        } catch {
            return failed("the statement cannot be read", error.description)
        }
        guard envelope.payloadType == InTotoStatement.payloadType, envelope.payloadBytes == expected else {
            return mismatch(BundlePath.envelope)
        }
        return signature(of: envelope, made: signed ?? manifest.made, trust: trust)
    }

    private static func signature(
        of envelope: DSSEEnvelope,
        made: String,
        trust: TrustedKeys?
    ) -> VerificationStep {
        guard let trust else {
            let ids = envelope.signatures.map { String($0.keyid.prefix(16)) }.joined(separator: ", ")
            return VerificationStep(
                "signature",
                .open,
                "signed with key \(ids), and no key to trust was given",
                remedy: "name the public key of whoever made it with --trust"
            )
        }
        let day = CalendarDate(String(made.prefix(10)))
        var objections: [String] = []
        for signature in envelope.signatures {
            let id = signature.keyid.prefix(16)
            guard let trusted = trust.key(id: signature.keyid) else {
                objections.append("\(BundlePath.envelope): the key \(id) is unknown, none of the trusted ones")
                continue
            }
            guard envelope.isSigned(by: trusted.key, signature) else {
                objections.append("\(BundlePath.envelope): the signature is not that of the key \"\(trusted.name)\"")
                continue
            }
            guard let day else {
                objections.append("\(BundlePath.manifest): `made` is no date")
                continue
            }
            if let objection = trusted.objection(on: day) {
                objections.append("\(BundlePath.envelope): \(objection)")
                continue
            }
            return VerificationStep("signature", .passed, "signed by \"\(trusted.name)\" (key \(id)), as of \(day)")
        }
        return VerificationStep(
            "signature",
            .failed,
            "no trusted key signed this bundle",
            findings: objections,
            remedy: "if it may be of another lab, or of other days, name the public key of its maker with --trust"
        )
    }

    private static func failed(_ summary: String, _ finding: String) -> VerificationStep {
        VerificationStep(
            "signature",
            .failed,
            summary,
            findings: [finding],
            remedy: VerificationStep.anotherCopy
        )
    }

    private static func mismatch(_ path: String) -> VerificationStep {
        failed("the statement states something else", "\(path): changed, or manifest and result are others")
    }
}

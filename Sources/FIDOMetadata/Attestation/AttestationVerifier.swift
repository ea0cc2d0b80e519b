package import CTAPMessages
package import FoundationEssentials
import X509

/// Decides whether a device is of the model that it says.
///
/// The statement is verified by its format's procedure, then a path is built to the anchors that the metadata names for
/// the model. Every rule is tried, so that a report has all that is wrong and not only the first of it.
package struct AttestationVerifier: Sendable {
    /// What the metadata has under a name; `nil` where there is none to trust.
    private let lookup: Lookup?
    /// Anchors that more than one FIDO2 model has.
    private let sharedAnchors: Set<[UInt8]>

    private typealias Lookup = @Sendable (AuthenticatorIdentifier) -> MetadataLookup

    /// Takes the metadata that is trusted; without any, nothing is attested.
    package init(metadata: MetadataBLOB?) {
        sharedAnchors = metadata?.sharedAnchors ?? []
        guard let metadata else {
            lookup = nil
            return
        }
        lookup = { identifier in metadata.lookup(identifier) }
    }

    /// Takes what was kept of trusted metadata.
    init(excerpt: MetadataExcerpt) {
        sharedAnchors = excerpt.sharedAnchors
        guard excerpt.record != nil else {
            lookup = nil
            return
        }
        lookup = { identifier in excerpt.lookup(identifier) }
    }

    /// What to hold an attestation against, apart from the metadata.
    package struct Expectations: Sendable {
        /// SHA-256 of the relying party's identifier.
        package var rpIDHash: [UInt8]?
        /// The AAGUID of the device's getInfo.
        package var claimedModel: AAGUID?
        package var userPresence = true

        package init(rpIDHash: [UInt8]? = nil, claimedModel: AAGUID? = nil) {
            self.rpIDHash = rpIDHash
            self.claimedModel = claimedModel
        }
    }

    /// Verifies an attestation as of a moment.
    package func verify(
        _ object: AttestationObject,
        clientDataHash: [UInt8],
        at time: Date,
        expecting expectations: Expectations = Expectations()
    ) async -> AttestationReport {
        var reading = StatementInput(object: object, clientDataHash: clientDataHash).read()
        check(object.authenticatorData, against: expectations, &reading)
        var path: [Certificate] = []
        var found: (entry: MetadataEntry, identifier: AuthenticatorIdentifier)?
        if !reading.certificates.isEmpty {
            found = findEntry(of: object.authenticatorData.aaguid, &reading)
            if let entry = found?.entry {
                path = await buildPath(to: entry, at: time, &reading)
                if object.format == .packed { checkModelIsNamed(by: path, of: entry, &reading) }
            }
        }
        let verdict: AttestationVerdict
        if let first = reading.failures.first {
            verdict = .notAttested(first, others: Array(reading.failures.dropFirst()))
        } else {
            verdict = .attested(CertificateSummary.path(path))
        }
        return AttestationReport(
            verdict: verdict,
            format: object.format,
            kind: reading.kind,
            aaguid: object.authenticatorData.aaguid,
            credentialAlgorithm: object.authenticatorData.publicKey.algorithm,
            signatureAlgorithm: reading.algorithm,
            model: found?.entry.name,
            identifier: found?.identifier,
            isEnterprise: reading.certificates.first?.isEnterpriseAttestation ?? false,
            certificates: reading.failures.isEmpty ? path.map(\.derBytes) : [],
            remarks: reading.remarks
        )
    }

    private func check(
        _ data: AuthenticatorData,
        against expectations: Expectations,
        _ reading: inout StatementReading
    ) {
        if let hash = expectations.rpIDHash {
            reading.require(
                data.rpIDHash == hash,
                .relyingParty,
                "the registration is for another relying party"
            )
        }
        if expectations.userPresence {
            reading.require(data.flags.contains(.userPresent), .userPresence, "nobody touched the authenticator")
        }
        if let claimed = expectations.claimedModel {
            reading.require(
                data.aaguid == claimed,
                .claimedModel,
                "the device claims to be \(claimed), and attests \(data.aaguid)"
            )
        }
    }

    /// The model's entry: by AAGUID, or for a device that has none by the keys that attested it.
    private func findEntry(
        of aaguid: AAGUID,
        _ reading: inout StatementReading
    ) -> (entry: MetadataEntry, identifier: AuthenticatorIdentifier)? {
        guard let lookup else {
            reading.fail(.metadataEntry, "no metadata is at hand")
            return nil
        }
        for identifier in Self.identifiers(of: aaguid, reading.certificates) {
            switch lookup(identifier) {
            case .found(let entry): return (entry, identifier)
            case .absent: continue
            case .ambiguous(let entries):
                reading.fail(
                    .metadataEntry,
                    "\(entries.count) different entries of the metadata are called \(identifier)"
                )
                return nil
            }
        }
        reading.fail(
            .metadataEntry,
            aaguid == .zero
                ? "no attestation key of this device is in the metadata"
                : "the metadata has no model \(aaguid)"
        )
        return nil
    }

    /// The names under which an attestation's model is looked for, in their order.
    package static func identifiers(
        of object: AttestationObject,
        clientDataHash: [UInt8]
    ) -> [AuthenticatorIdentifier] {
        let reading = StatementInput(object: object, clientDataHash: clientDataHash).read()
        return identifiers(of: object.authenticatorData.aaguid, reading.certificates)
    }

    private static func identifiers(of aaguid: AAGUID, _ certificates: [Certificate]) -> [AuthenticatorIdentifier] {
        guard aaguid == .zero else { return [.aaguid(aaguid)] }
        // The key itself, one above it in the statement, or one that the statement left out.
        return certificates.map { .keyIdentifier($0.keyIdentifier) }
            + certificates.compactMap { $0.issuerKeyIdentifier.map { .keyIdentifier($0) } }
    }

    private func buildPath(
        to entry: MetadataEntry,
        at time: Date,
        _ reading: inout StatementReading
    ) async -> [Certificate] {
        guard let leaf = reading.certificates.first else { return [] }
        var anchors: [Certificate] = []
        for (index, der) in entry.statement.trustAnchors.enumerated() {
            do throws(CertificateFault) {
                anchors.append(try CertificateFault.parse(der))
            } catch {
                reading.remarks.append("trust anchor \(index) of \(entry.name) cannot be read: \(error)")
            }
        }
        guard !anchors.isEmpty else {
            reading.fail(.trustAnchors, "the metadata names no usable trust anchor for \(entry.name)")
            return []
        }
        let requirements = PathRequirements(time: time)
        do throws(PathProblems) {
            return try await PathBuilder(anchors: anchors, requirements: requirements)
                .path(from: leaf, through: Array(reading.certificates.dropFirst()))
        } catch {
            for problem in error.all { reading.fail(.path, problem.description) }
            return []
        }
    }

    /// A path to an anchor of several models says nothing of the model, unless the certificate does.
    private func checkModelIsNamed(
        by path: [Certificate],
        of entry: MetadataEntry,
        _ reading: inout StatementReading
    ) {
        guard entry.aaguid != nil, let leaf = path.first, let anchor = path.last, anchor != leaf,
            !leaf.hasAAGUIDExtension, sharedAnchors.contains(anchor.derBytes)
        else { return }
        reading.fail(
            .aaguidExtensionPresent,
            "the trust anchor serves several models, and the certificate does not say which one this is"
        )
    }
}

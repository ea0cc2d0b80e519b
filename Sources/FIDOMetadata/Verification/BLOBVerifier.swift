import Crypto
import CTAPMessages
package import FoundationEssentials
import Octets
import X509

/// Decides whether a BLOB is the metadata service's.
///
/// Time is an input: an archived BLOB is judged at the moment it was fetched. Nothing is read from a network; revocation
/// lists are used where they are given, and reported as not checked where they are not.
package struct BLOBVerifier: Sendable {
    package var anchors: [TrustAnchor]
    package var revocationLists: [RevocationList]
    /// The host whose certificate must have signed; `nil` for FIDO's conformance BLOBs, whose signers have no host.
    package var signerName: String?

    package static let serviceName = "mds.fidoalliance.org"

    package init(
        anchors: [TrustAnchor] = TrustAnchor.production,
        revocationLists: [RevocationList] = [],
        signerName: String? = BLOBVerifier.serviceName
    ) {
        self.anchors = anchors
        self.revocationLists = revocationLists
        self.signerName = signerName
    }

    /// Verifies a BLOB as it is served, and reads it.
    ///
    /// A number below `previous`, the highest one verified before, is a rollback.
    ///
    /// - Throws: ``BLOBVerificationError`` with the first rule that failed; an anchor that is no certificate is one, too.
    package func verify(
        _ text: [UInt8],
        at time: Date,
        after previous: UInt64? = nil
    ) async throws(BLOBVerificationError) -> VerifiedBLOB {
        let signed = try JSONWebSignature(parsing: text)
        let path = try await path(of: signed.certificates, at: time)
        let revocation = RevocationCheck(lists: revocationLists, time: time).statuses(of: path)
        for status in revocation {
            if case .revoked(let date) = status.state {
                throw .path(.revoked(certificate: status.certificate, at: date))
            }
        }
        try signed.verify()
        let blob: MetadataBLOB
        do throws(BLOBError) {
            blob = try MetadataBLOB(parsing: signed.payload)
        } catch {
            throw .payload(error)
        }
        if let previous, blob.no < previous { throw .rollback(no: blob.no, after: previous) }

        let summaries = CertificateSummary.path(path)
        let anchor = anchors.first { $0.fingerprint == summaries.last?.fingerprint }
        let record = VerificationRecord(
            // Whole seconds, as the record is written.
            verifiedAt: Date(timeIntervalSince1970: time.timeIntervalSince1970.rounded(.down)),
            no: blob.no,
            nextUpdate: blob.nextUpdate,
            digest: Hex.encode(signed.digest),
            payloadDigest: Hex.encode(SHA256.hash(data: signed.payload)),
            algorithm: signed.algorithm.rawValue,
            path: summaries,
            anchorName: anchor?.name ?? summaries.last?.subject ?? "",
            revocation: revocation
        )
        let unchecked = zip(path, revocation).filter { $1.isUnchecked }.flatMap { $0.0.revocationListAddresses }
        return VerifiedBLOB(
            blob: blob,
            payload: signed.payload,
            record: record,
            revocationListAddresses: unchecked.reduce(into: []) { addresses, address in
                if !addresses.contains(address) { addresses.append(address) }
            }
        )
    }

    /// The path from a signer, the first certificate, to an anchor; for chains without a BLOB.
    ///
    /// - Throws: ``BLOBVerificationError`` with the first rule that failed.
    package func signerPath(
        _ certificates: [[UInt8]],
        at time: Date
    ) async throws(BLOBVerificationError) -> [CertificateSummary] {
        var parsed: [Certificate] = []
        for (index, der) in certificates.enumerated() {
            do throws(CertificateFault) {
                parsed.append(try CertificateFault.parse(der))
            } catch {
                throw .badCertificate(index: index, reason: error.description)
            }
        }
        return CertificateSummary.path(try await path(of: parsed, at: time))
    }

    private func path(
        of certificates: [Certificate],
        at time: Date
    ) async throws(BLOBVerificationError) -> [Certificate] {
        guard let leaf = certificates.first else { throw .malformed("x5c is empty") }
        let anchors = anchors.compactMap { try? CertificateFault.parse($0.certificate) }
        let builder = PathBuilder(
            anchors: anchors,
            requirements: PathRequirements(time: time, signerName: signerName)
        )
        do throws(PathProblems) {
            return try await builder.path(from: leaf, through: Array(certificates.dropFirst()))
        } catch {
            throw .path(error.first, others: Array(error.all.dropFirst()))
        }
    }
}

/// A BLOB together with the proof that it is the service's.
package struct VerifiedBLOB: Sendable {
    package let blob: MetadataBLOB
    /// The JSON that was signed, to be stored beside the record.
    package let payload: [UInt8]
    package let record: VerificationRecord
    /// Where lists are published for those certificates of the path whose revocation could not be checked.
    package let revocationListAddresses: [String]
}
